using Trabecula.Domain;

namespace Trabecula.Server;

/// <summary>A film brought an error of ours to light.</summary>
/// <param name="fault">The error. Its message may hold what stands in the film, so logs tell its type and place only.</param>
internal sealed class FilmFaultException(Exception fault)
    : TrabeculaException("internal_error", "This film brought an error in Trabecula itself to light; please report it.", fault)
{
    /// <summary>Type and place of the error.</summary>
    public string Place => $"{InnerException!.GetType().FullName}\n{InnerException.StackTrace}";
}
