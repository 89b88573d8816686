using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace Trabecula.Domain;

/// <summary>
/// Writes each film and DXA result that was left out, as they come, for an archive may hold millions. It names people: its owner alone may
/// read it. It takes its place when it is whole.
/// </summary>
public sealed class LeftOutReport : IDisposable
{
    private readonly string _path;
    private readonly string _beside;
    private readonly CsvWriter _csv;

    /// <summary>Begins a report.</summary>
    /// <param name="path">Where it shall be; its folder must exist.</param>
    /// <exception cref="TrabeculaException"><c>cannot_write</c> where the system refuses.</exception>
    public LeftOutReport(string path)
    {
        _path = path;
        _beside = $"{path}.{Guid.NewGuid():N}.part";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            _csv = new CsvWriter(
                new StreamWriter(_beside, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), options),
                new CsvConfiguration(CultureInfo.InvariantCulture) { Delimiter = ",", NewLine = "\n" });
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new TrabeculaException("cannot_write", $"{path} cannot be written: {e.Message}", e);
        }

        Row("kind", "source", "patient_id", "reason", "detail");
    }

    /// <summary>Adds one.</summary>
    /// <param name="one">What was left out.</param>
    public void Add(LeftOut one)
    {
        ArgumentNullException.ThrowIfNull(one);
        Row(one.Kind, CsvText.Guarded(one.Source), CsvText.Guarded(one.PatientId), one.Reason, CsvText.Guarded(one.Detail));
    }

    /// <summary>Ends the report and puts it in its place.</summary>
    /// <exception cref="TrabeculaException"><c>cannot_write</c> where the system refuses.</exception>
    public void Complete()
    {
        try
        {
            _csv.Dispose();
            File.Move(_beside, _path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new TrabeculaException("cannot_write", $"{_path} cannot be written: {e.Message}", e);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _csv.Dispose();
        File.Delete(_beside);
    }

    private void Row(params string[] cells)
    {
        foreach (var cell in cells)
            _csv.WriteField(cell);
        _csv.NextRecord();
    }
}
