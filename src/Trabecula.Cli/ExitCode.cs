namespace Trabecula.Cli;

/// <summary>What the process tells the shell; docs/reference/exit-codes.md.</summary>
internal static class ExitCode
{
    /// <summary>All was done.</summary>
    public const int Done = 0;

    /// <summary>Some input could not be used; each is named, with the reason.</summary>
    public const int InputNotUsable = 1;

    /// <summary>Wrong usage.</summary>
    public const int WrongUsage = 2;

    /// <summary>An error in Trabecula itself (EX_SOFTWARE of BSD's sysexits.h).</summary>
    public const int InternalError = 70;

    /// <summary>Stopped by Ctrl-C (128 and the number of SIGINT, as shells have it).</summary>
    public const int Stopped = 130;
}
