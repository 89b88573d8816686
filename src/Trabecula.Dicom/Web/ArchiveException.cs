using Trabecula.Domain;

namespace Trabecula.Dicom;

/// <summary>A call to another system that did not do what it should; see <see cref="ArchiveErrors"/> for the codes.</summary>
/// <param name="code">A code of <see cref="ArchiveErrors"/>.</param>
/// <param name="message">A sentence for the user, without credentials and without names of patients.</param>
/// <param name="innerException">What the network layer threw, if anything.</param>
public sealed class ArchiveException(string code, string message, Exception? innerException = null)
    : TrabeculaException(code, message, innerException);
