namespace Trabecula.Dicom;

/// <summary>The codes that an <see cref="ArchiveException"/> carries: what became of a call to another system.</summary>
public static class ArchiveErrors
{
    /// <summary>It cannot be reached, does not answer in time, or says that it is busy: the same call may do later.</summary>
    public const string Away = "archive_away";

    /// <summary>It answers that something went wrong within it; the same call may do later, or never.</summary>
    public const string Failed = "archive_failed";

    /// <summary>It does not take what was sent or asked: the same call will not do later.</summary>
    public const string Refused = "archive_refused";

    /// <summary>It does not accept the credentials, or forbids the call.</summary>
    public const string Credentials = "archive_credentials";

    /// <summary>It holds no such thing.</summary>
    public const string NotFound = "archive_not_found";

    /// <summary>Its answer cannot be understood.</summary>
    public const string Answer = "archive_answer";

    /// <summary>Its answer is larger than the limits allow.</summary>
    public const string TooLarge = "archive_too_large";
}
