namespace Trabecula.Reporting;

/// <summary>The language of a printed report.</summary>
public enum ReportLanguage
{
    /// <summary>English.</summary>
    English,

    /// <summary>Japanese.</summary>
    Japanese,
}

/// <summary>The paper of a printed report.</summary>
public enum ReportPaper
{
    /// <summary>A4, 210 × 297 mm.</summary>
    A4,

    /// <summary>US Letter, 8.5 × 11 inches.</summary>
    Letter,
}

/// <summary>One page for a clinician.</summary>
/// <param name="Pdf">A PDF file of one page, its fonts embedded.</param>
/// <param name="Language">Its language.</param>
/// <param name="Paper">Its paper.</param>
public sealed record PrintedReport(byte[] Pdf, ReportLanguage Language, ReportPaper Paper);
