namespace Trabecula.Server;

/// <summary>Bytes that lie in the store.</summary>
/// <param name="Sha256">Their SHA-256, 64 lower-case hexadecimal digits.</param>
/// <param name="Bytes">How many.</param>
public sealed record StoredContent(string Sha256, long Bytes);
