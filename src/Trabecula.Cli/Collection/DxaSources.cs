using Trabecula.Cli.Deidentification;
using Trabecula.Dicom;
using Trabecula.Domain;

namespace Trabecula.Cli.Collection;

/// <summary>Reads DXA results from tables and from structured reports.</summary>
internal static class DxaSources
{
    private const int ProbeBytes = 4096;

    /// <summary>Reads all results; there are at most as many as scans, which fit into memory.</summary>
    /// <param name="paths">Tables, reports, folders with reports.</param>
    /// <param name="flow">Takes what cannot be used.</param>
    /// <param name="ct">Stops between two files.</param>
    /// <exception cref="TrabeculaException"><c>invalid_dxa_table</c>; <c>no_dxa_results</c>: nothing is left.</exception>
    public static List<DxaResult> Read(IEnumerable<string> paths, Flow flow, CancellationToken ct)
    {
        var results = new List<DxaResult>();
        foreach (var path in paths)
        {
            if (IsTable(path))
            {
                var (read, leftOut) = DxaTable.Read(path);
                results.AddRange(read);
                foreach (var one in leftOut)
                    flow.Leave(one);
                continue;
            }

            foreach (var file in ArchiveWalk.Files([path]))
            {
                ct.ThrowIfCancellationRequested();
                if (Report(file, flow) is { } result)
                    results.Add(result);
            }
        }

        return results.Count > 0 ? results : throw new TrabeculaException("no_dxa_results", "None of the DXA results can be used; the report names the reasons.");
    }

    private static DxaResult? Report(ArchiveFile file, Flow flow)
    {
        try
        {
            if (file.Fault is { } fault)
                throw fault;
            var (result, reason, detail) = DxaReport.Read(DicomSource.OpenHeader(file.Path).Dataset, file.Path);
            if (result is null)
                flow.Leave(new LeftOut(LeftOut.Dxa, file.Path, "", reason, detail));
            return result;
        }
        catch (TrabeculaException refusal)
        {
            flow.Leave(new LeftOut(LeftOut.Dxa, file.Path, "", refusal.Code, refusal.Message));
            return null;
        }
    }

    private static bool IsTable(string path)
    {
        if (Directory.Exists(path))
            return false;
        try
        {
            using var file = File.OpenRead(path);
            var start = new byte[ProbeBytes];
            return !DicomFile.LooksLikeDicom(start.AsSpan(0, file.ReadAtLeast(start, ProbeBytes, throwOnEndOfStream: false)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new TrabeculaException("invalid_dxa_table", $"{path} cannot be read: {e.Message}", e);
        }
    }
}
