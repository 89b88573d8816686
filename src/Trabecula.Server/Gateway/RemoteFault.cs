using Trabecula.Dicom;
using Trabecula.Domain;

namespace Trabecula.Server;

/// <summary>Says of a failure whether trying again may help.</summary>
internal static class RemoteFault
{
    /// <summary>Tries of something that another system refuses or fails at, at most 10 minutes apart: about a day.</summary>
    private const int MostFailures = 150;

    /// <summary>Whether no further try is made until a person asks for one.</summary>
    /// <param name="reason">Why it failed.</param>
    /// <param name="attempts">How often it was tried.</param>
    /// <returns>
    /// For a refusal and for an error within the other system, true after a day: a proxy or a rule of theirs may say no to what is taken an
    /// hour later. False for one that is away or does not know the password: that is tried until it is mended, however long it takes.
    /// </returns>
    public static bool IsFinal(TrabeculaException reason, int attempts) => reason.Code switch
    {
        ArchiveErrors.TooLarge => true,
        ArchiveErrors.Refused or ArchiveErrors.NotFound or ArchiveErrors.Failed or ArchiveErrors.Answer => attempts >= MostFailures,
        ArchiveErrors.Away or ArchiveErrors.Credentials or "too_many_films" or "cannot_write" => false,
        _ => !ServerFault.IsPassing(reason.Code),
    };

    /// <summary>Whether the other system says no, rather than that it cannot now.</summary>
    /// <param name="reason">Why it failed.</param>
    public static bool IsRefusal(TrabeculaException reason) => reason.Code is ArchiveErrors.Refused or ArchiveErrors.NotFound;
}
