namespace Trabecula.Domain;

/// <summary>A row of <c>predictions.csv</c> that was left out.</summary>
/// <param name="Line">Its line in the file, from 1.</param>
/// <param name="Reason">A sentence that says which cell is wrong and why; holds no subject's identifier.</param>
public sealed record PredictionIssue(int Line, string Reason);

/// <summary>A table of predictions as read.</summary>
/// <param name="Path">Full path of the file.</param>
/// <param name="Rows">The usable rows, in the file's order.</param>
/// <param name="LeftOut">The rows that were left out, in the file's order.</param>
public sealed record PredictionTable(string Path, IReadOnlyList<PredictionRow> Rows, IReadOnlyList<PredictionIssue> LeftOut);
