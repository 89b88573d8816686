namespace Trabecula.Domain;

/// <summary>The one exception family of the product: something that a person can name and mend.</summary>
/// <remarks>
/// Exceptions of third-party libraries are wrapped in this one at the edge where they arise. The message is a
/// sentence that can be shown to a user and holds no patient name.
/// </remarks>
public class TrabeculaException : Exception
{
    /// <summary>Creates an exception with a stable code and a sentence.</summary>
    /// <param name="code">A stable snake_case code, for instance <c>no_pixel_data</c>.</param>
    /// <param name="message">A sentence that says what is wrong and, where possible, what to do.</param>
    /// <param name="innerException">What a library threw, if anything.</param>
    public TrabeculaException(string code, string message, Exception? innerException = null)
        : base(message, innerException) => Code = code;

    /// <summary>The stable snake_case code of the reason.</summary>
    public string Code { get; }
}
