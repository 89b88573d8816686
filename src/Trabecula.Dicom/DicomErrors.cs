namespace Trabecula.Dicom;

/// <summary>The codes that a <see cref="DicomException"/> carries.</summary>
public static class DicomErrors
{
    /// <summary>The bytes are no DICOM object.</summary>
    public const string NotDicom = "not_dicom";

    /// <summary>The object breaks the rules of PS3.5 or PS3.10 in a way that leaves its meaning in doubt.</summary>
    public const string Malformed = "malformed";

    /// <summary>Data end before the object does.</summary>
    public const string Truncated = "truncated";

    /// <summary>The object is larger than the limits allow.</summary>
    public const string TooLarge = "too_large";

    /// <summary>The file cannot be opened or written.</summary>
    public const string FileAccess = "file_access";

    /// <summary>The object holds no pixel data.</summary>
    public const string NoPixelData = "no_pixel_data";

    /// <summary>The object holds more than one frame.</summary>
    public const string MultiFrame = "multi_frame";

    /// <summary>The image is in colour.</summary>
    public const string Colour = "colour";

    /// <summary>Rows and Columns are absent, zero, beyond what the data can hold, or differ from the codestream's.</summary>
    public const string BadDimensions = "bad_dimensions";

    /// <summary>The image has more pixels than the limits allow.</summary>
    public const string TooManyPixels = "too_many_pixels";

    /// <summary>The bits of a pixel are laid out in a way that is not decoded.</summary>
    public const string UnsupportedPixels = "unsupported_pixels";

    /// <summary>The transfer syntax is not known or not decoded.</summary>
    public const string UnsupportedTransferSyntax = "unsupported_transfer_syntax";

    /// <summary>A codec refused the codestream.</summary>
    public const string CodecFailed = "codec_failed";

    /// <summary>A library of the system is not installed; the message names the package.</summary>
    public const string NativeLibraryMissing = "native_library_missing";

    /// <summary>A value cannot be written as DICOM.</summary>
    public const string InvalidValue = "invalid_value";

    /// <summary>A file of a key for de-identification is none, or others may read it.</summary>
    public const string InvalidKey = "invalid_key";

    /// <summary>The object is no picture: reports, documents and the like hold identities in ways that are not cleaned.</summary>
    public const string NotAPicture = "not_a_picture";

    /// <summary>The picture says that text is burned into it, or it may be and the picture does not say that it is not.</summary>
    public const string BurnedInAnnotation = "burned_in_annotation";

    /// <summary>An overlay lies in unused bits of the pixels.</summary>
    public const string OverlayInPixels = "overlay_in_pixels";

    /// <summary>Something that identifies the person was found in what would have been written.</summary>
    public const string IdentityLeft = "identity_left";

    /// <summary>The Patient ID has several values: it is not known whose the object is.</summary>
    public const string SeveralPatientIds = "several_patient_ids";
}
