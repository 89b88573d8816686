namespace Trabecula.Evaluation;

/// <summary>A piece of a report.</summary>
public abstract record ReportBlock;

/// <summary>A paragraph.</summary>
/// <param name="Text">Its words.</param>
/// <param name="IsWarning">Whether it must not be overlooked.</param>
public sealed record ReportParagraph(string Text, bool IsWarning = false) : ReportBlock;

/// <summary>A table; every row has as many cells as the header.</summary>
/// <param name="Caption">What it shows.</param>
/// <param name="Header">Names of the columns; the first column names the rows.</param>
/// <param name="Rows">The rows.</param>
public sealed record ReportTable(string Caption, IReadOnlyList<string> Header, IReadOnlyList<IReadOnlyList<string>> Rows) : ReportBlock;

/// <summary>Figures that belong together; they stand side by side where there is room.</summary>
/// <param name="Figures">The figures.</param>
/// <param name="Caption">What they show and how to read them.</param>
public sealed record ReportFigures(IReadOnlyList<Figure> Figures, string Caption) : ReportBlock;

/// <summary>A picture in pixels, for instance a film.</summary>
/// <param name="Png">A PNG file.</param>
/// <param name="Caption">What it shows.</param>
public sealed record ReportPicture(ReadOnlyMemory<byte> Png, string Caption) : ReportBlock;

/// <summary>A section of a report.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="Blocks">What it holds, in order.</param>
public sealed record ReportSection(string Title, IReadOnlyList<ReportBlock> Blocks);

/// <summary>A report, before it is a page.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Banner">What stands on every page, for instance that everything is simulated.</param>
/// <param name="Sections">Its sections.</param>
public sealed record ReportDocument(string Title, string Banner, IReadOnlyList<ReportSection> Sections);

/// <summary>What a report tells besides the statistics.</summary>
/// <param name="Title">The report's title.</param>
/// <param name="Command">The command that makes it again.</param>
public sealed record ReportContext(string Title, string Command)
{
    /// <summary>The flow of exclusions: what was counted, and how many are left, from the first to the last.</summary>
    public IReadOnlyList<(string Step, int Count)> Flow { get; init; } = [];

    /// <summary>Configuration, seeds, versions and hashes.</summary>
    public IReadOnlyList<(string Name, string Value)> Configuration { get; init; } = [];

    /// <summary>Sections that stand between the sites and the configuration: folds, controls, learning curve, worst cases, checklists.</summary>
    public IReadOnlyList<ReportSection> Additional { get; init; } = [];
}
