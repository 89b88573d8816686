using System.Text.Json.Nodes;
using Parquet;
using Parquet.Schema;

namespace Trabecula.Cli.Submission;

/// <summary>The table of a submission: Parquet, one row for each file; docs/reference/tables.md.</summary>
internal static class FilmTable
{
    /// <summary>Rows of one group: some tens of megabytes in memory, and large enough that a reader skips well.</summary>
    private const int GroupRows = 20_000;

    private static readonly string[] Sites = ["lumbar_l1_l4", "lumbar_l2_l4", "femoral_neck", "total_hip"];

    private static readonly string[] Levels = ["L1", "L2", "L3", "L4"];

    /// <summary>Writes the table beside its place, group by group, and renames it.</summary>
    /// <param name="path">The table.</param>
    /// <param name="rows">The rows; never in memory as a whole.</param>
    /// <param name="ct">Stops; nothing is left.</param>
    public static async Task WriteAsync(string path, IEnumerable<LedgerRow> rows, CancellationToken ct)
    {
        var part = path + ".part";
        try
        {
            await using (var file = new FileStream(part, FileMode.Create, FileAccess.ReadWrite))
            {
                Column[] columns = [.. Describe()];
                var schema = new ParquetSchema(columns.Select(column => (Field)column.Field));
                await using (var writer = await ParquetWriter.CreateAsync(schema, file, cancellationToken: ct))
                {
                    writer.CustomMetadata = new Dictionary<string, string>
                    {
                        ["trabecula.note"] = "Research use only; not a medical device. The column trained_on tells what each row's model was trained on.",
                    };
                    var gathered = 0;
                    foreach (var row in rows)
                    {
                        ct.ThrowIfCancellationRequested();
                        var result = row.Film.Result is { } text ? JsonNode.Parse(text) : null;
                        foreach (var column in columns)
                            column.Add(row, result);
                        if (++gathered % GroupRows == 0)
                            await WriteGroupAsync(writer, columns);
                    }

                    if (gathered % GroupRows > 0)
                        await WriteGroupAsync(writer, columns);
                }

                await file.FlushAsync(ct);
            }

            File.Move(part, path, overwrite: true);
        }
        finally
        {
            File.Delete(part);
        }
    }

    private static async Task WriteGroupAsync(ParquetWriter writer, Column[] columns)
    {
        using var group = writer.CreateRowGroup();
        foreach (var column in columns)
            await column.WriteAsync(group);
    }

    private static IEnumerable<Column> Describe()
    {
        yield return new Text("file", (row, _) => row.Path);
        yield return new Whole("bytes", (row, _) => row.Bytes);
        yield return new Text("state", (row, _) => row.Film.State);
        yield return new Text("reason_code", (row, _) => row.Film.ReasonCode);
        yield return new Text("reason", (row, _) => row.Film.Reason);
        yield return new Whole("film_id", (row, _) => row.Film.FilmId);
        foreach (var (name, key) in new[] { ("model_id", "id"), ("model_version", "version"), ("trained_on", "trained_on") })
            yield return new Text(name, (_, result) => result?["model"]?[key]?.GetValue<string>());
        yield return new Text("sex", (_, result) => result?["subject"]?["sex"]?.GetValue<string>());
        foreach (var name in new[] { "age_years", "height_cm", "weight_kg" })
            yield return new Number(name, (_, result) => result?["subject"]?[name]?.GetValue<double>());
        foreach (var name in new[] { "criteria", "category", "decided_by" })
            yield return new Text(name, (_, result) => result?["diagnosis"]?[name]?.GetValue<string>());
        yield return new Text("quality", (_, result) => result?["quality"]?["verdict"]?.GetValue<string>());
        yield return new Text("findings", (_, result) => Findings(result));
        foreach (var level in Levels)
            yield return new Number($"{level.ToLowerInvariant()}_bmd", (_, result) => Entry(result, "vertebrae", "level", level)?["bmd"]?.GetValue<double>());
        foreach (var site in Sites)
        {
            yield return new Number($"{site}_bmd", (_, result) => Entry(result, "sites", "site", site)?["bmd"]?.GetValue<double>());
            yield return new Number($"{site}_lower90", (_, result) => Entry(result, "sites", "site", site)?["interval90"]?[0]?.GetValue<double>());
            yield return new Number($"{site}_upper90", (_, result) => Entry(result, "sites", "site", site)?["interval90"]?[1]?.GetValue<double>());
            foreach (var name in new[] { "t_score", "z_score", "yam_percent" })
                yield return new Number($"{site}_{name}", (_, result) => Entry(result, "sites", "site", site)?[name]?.GetValue<double>());
            yield return new Text($"{site}_category", (_, result) => Entry(result, "sites", "site", site)?["category"]?.GetValue<string>());
        }
    }

    private static JsonNode? Entry(JsonNode? result, string list, string key, string name) =>
        result?[list]?.AsArray().FirstOrDefault(entry => entry?[key]?.GetValue<string>() == name);

    private static string? Findings(JsonNode? result)
    {
        var codes = result?["quality"]?["findings"]?.AsArray().Select(found => found?["code"]?.GetValue<string>()).OfType<string>().Distinct().ToArray() ?? [];
        return codes.Length == 0 ? null : string.Join(';', codes);
    }

    /// <summary>A column of the group that is being gathered.</summary>
    private abstract class Column(DataField field)
    {
        public DataField Field { get; } = field;

        public abstract void Add(LedgerRow row, JsonNode? result);

        public abstract Task WriteAsync(ParquetRowGroupWriter group);
    }

    private abstract class Column<T>(string name, Type type, Func<LedgerRow, JsonNode?, T> value) : Column(new DataField(name, type, isNullable: true))
    {
        private readonly List<T> _values = [];

        public override void Add(LedgerRow row, JsonNode? result) => _values.Add(value(row, result));

        /// <summary>Hands the values out, and begins anew.</summary>
        protected T[] Take()
        {
            T[] values = [.. _values];
            _values.Clear();
            return values;
        }
    }

    private sealed class Text(string name, Func<LedgerRow, JsonNode?, string?> value) : Column<string?>(name, typeof(string), value)
    {
        public override Task WriteAsync(ParquetRowGroupWriter group) => group.WriteAsync(Field, Take());
    }

    private sealed class Number(string name, Func<LedgerRow, JsonNode?, double?> value) : Column<double?>(name, typeof(double), value)
    {
        public override Task WriteAsync(ParquetRowGroupWriter group) => group.WriteAsync<double>(Field, Take().AsMemory());
    }

    private sealed class Whole(string name, Func<LedgerRow, JsonNode?, long?> value) : Column<long?>(name, typeof(long), value)
    {
        public override Task WriteAsync(ParquetRowGroupWriter group) => group.WriteAsync<long>(Field, Take().AsMemory());
    }
}
