using Trabecula.Cli;
using Trabecula.Domain;
using Trabecula.Estimation;
using Trabecula.Imaging;
using Trabecula.Inference;

namespace Trabecula.EndToEnd.Tests;

/// <summary>One command, run in this process, and what came of it.</summary>
internal sealed record CommandLineRun(int Code, string Out, string Error)
{
    public static async Task<CommandLineRun> Of(params string[] args) => await Of(null, CancellationToken.None, args);

    /// <summary>Runs with the real reader and a model that sees L1 to L4 in everything.</summary>
    public static async Task<CommandLineRun> WithInventedModel(params string[] args) =>
        await Of(_ => new EstimationEngine(RadiographReader.Read, Task.FromResult(InventedModel)), CancellationToken.None, args);

    public static async Task<CommandLineRun> Of(Func<string?, EstimationEngine>? open, CancellationToken ct, params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await CommandLineApplication.RunAsync(args, new Terminal(output, error, IsErrorInteractive: false), open, ct);
        return new CommandLineRun(code, output.ToString(), error.ToString());
    }

    public static LoadedModel InventedModel { get; } = new(
        new ModelIdentity("invented", "1", "in-silico"),
        DxaManufacturer.Hologic,
        (film, gates, ct) =>
        {
            ct.ThrowIfCancellationRequested();
            return new FilmAnalysis(
                [.. new[] { VertebralLevel.L1, VertebralLevel.L2, VertebralLevel.L3, VertebralLevel.L4 }.Select((level, index) => new VertebraOutline(
                    level, new ImagePoint(10, 10 * index), new ImagePoint(20, 10 * index), new ImagePoint(20, (10 * index) + 8), new ImagePoint(10, (10 * index) + 8), 0.9))],
                [.. Enum.GetValues<SkeletalSite>().Select(site => new DensityEstimate(site, 0.7, 0.05))],
                [],
                null);
        });
}
