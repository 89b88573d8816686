using Trabecula.Dicom;
using Trabecula.Domain;

namespace Trabecula.Server;

/// <summary>Says of a failure whether trying again may help.</summary>
internal static class RemoteFault
{
    /// <summary>Tries of something that another system fails at, at most 10 minutes apart: about a day.</summary>
    private const int MostFailures = 150;

    /// <summary>Whether no further try is made until a person asks for one.</summary>
    /// <param name="reason">Why it failed.</param>
    /// <param name="attempts">How often it was tried.</param>
    /// <returns>
    /// True for a refusal; for an error within the other system after a day. False for one that is away or does not know the password: that is
    /// tried until it is mended, however long it takes.
    /// </returns>
    public static bool IsFinal(TrabeculaException reason, int attempts) => reason.Code switch
    {
        ArchiveErrors.Refused or ArchiveErrors.NotFound or ArchiveErrors.TooLarge => true,
        ArchiveErrors.Failed or ArchiveErrors.Answer => attempts >= MostFailures,
        ArchiveErrors.Away or ArchiveErrors.Credentials or "too_many_films" or "cannot_write" => false,
        _ => !ServerFault.IsPassing(reason.Code),
    };
}
