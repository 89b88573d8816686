using Trabecula.Domain;

namespace Trabecula.Dicom;

/// <summary>A DICOM object that cannot be read, decoded or written; see <see cref="DicomErrors"/> for the codes.</summary>
/// <param name="code">A code of <see cref="DicomErrors"/>.</param>
/// <param name="message">A sentence for the user, without names of patients.</param>
/// <param name="innerException">What a library threw, if anything.</param>
public sealed class DicomException(string code, string message, Exception? innerException = null)
    : TrabeculaException(code, message, innerException);
