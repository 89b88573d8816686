using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace Trabecula.Dicom;

/// <summary>The secret from which pseudonyms, UIDs and moved dates follow. Who has it can tell who is who; who has not cannot.</summary>
/// <remarks>
/// Everything is HMAC-SHA-256 of 256 random bits (RFC 2104, FIPS 180-4), so the same key gives the same pseudonyms on every machine.
/// </remarks>
public sealed class DeidentificationKey
{
    private const int Bytes = 32;
    private const string Header = "trabecula-deidentification-key-1 ";

    // As in Vanderbilt's Synthetic Derivative (Roden et al. 2008, Clin Pharmacol Ther 84:362): 1 to 364 days back, one number for each person.
    private const int MostDaysBack = 364;

    // Crockford's base 32 has no letters that are taken for digits.
    private const string Letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    // 80 bits: among a million people two meet with a chance of one to two million millions.
    private const int PseudonymLetters = 16;

    private readonly byte[] _secret;

    private DeidentificationKey(byte[] secret) => _secret = secret;

    /// <summary>A word that is the same for the same key, and tells nothing of it.</summary>
    public string Fingerprint => Convert.ToHexStringLower(Mac("fingerprint", "")[..8]);

    /// <summary>Makes a key of a secret.</summary>
    /// <param name="secret">32 bytes from a cryptographic generator.</param>
    /// <returns>The key.</returns>
    /// <exception cref="DicomException"><c>invalid_key</c>: another number of bytes.</exception>
    public static DeidentificationKey Of(ReadOnlySpan<byte> secret) => secret.Length == Bytes
        ? new DeidentificationKey(secret.ToArray())
        : throw new DicomException(DicomErrors.InvalidKey, $"A key has {Bytes} bytes, not {secret.Length}.");

    /// <summary>Makes a new key file, which its owner alone may read.</summary>
    /// <param name="path">The file; one that is there is never written over.</param>
    /// <returns>The key.</returns>
    /// <exception cref="DicomException"><see cref="DicomErrors.FileAccess"/>: there is such a file, or it cannot be written.</exception>
    public static DeidentificationKey Create(string path)
    {
        var secret = RandomNumberGenerator.GetBytes(Bytes);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        // Beside its place first: a full disk must leave no empty key, which no later run could use.
        var beside = $"{path}.{Guid.NewGuid():N}.part";
        try
        {
            using (var file = new FileStream(beside, options))
            {
                file.Write(Encoding.ASCII.GetBytes(Header + Convert.ToHexStringLower(secret) + "\n"));
                file.Flush(flushToDisk: true);
            }

            File.Move(beside, path, overwrite: false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DicomException(DicomErrors.FileAccess, $"The key file {path} cannot be made: {exception.Message}", exception);
        }
        finally
        {
            if (File.Exists(beside))
            {
                File.Delete(beside);
            }
        }

        return new DeidentificationKey(secret);
    }

    /// <summary>Reads a key file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The key.</returns>
    /// <exception cref="DicomException">
    /// <see cref="DicomErrors.InvalidKey"/>: no key, or a file that others may read. <see cref="DicomErrors.FileAccess"/>: it cannot be read.
    /// </exception>
    public static DeidentificationKey Load(string path)
    {
        string text;
        try
        {
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite)) != 0)
            {
                throw new DicomException(DicomErrors.InvalidKey, $"Others may read the key file {path}; make it private with: chmod 600");
            }

            using var reader = new StreamReader(path, Encoding.ASCII);
            var start = new char[Header.Length + (2 * Bytes) + 2];
            text = new string(start, 0, reader.ReadBlock(start));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DicomException(DicomErrors.FileAccess, $"The key file {path} cannot be read: {exception.Message}", exception);
        }

        var words = text.TrimEnd('\r', '\n');
        var secret = new byte[Bytes];
        return words.StartsWith(Header, StringComparison.Ordinal) && words.Length == Header.Length + (2 * Bytes)
            && Convert.FromHexString(words.AsSpan(Header.Length), secret, out _, out var written) == System.Buffers.OperationStatus.Done && written == Bytes
                ? new DeidentificationKey(secret)
                : throw new DicomException(DicomErrors.InvalidKey, $"{path} is no key file of trabecula.");
    }

    /// <summary>What a person is called from now on.</summary>
    /// <param name="patientId">Patient ID, without padding.</param>
    /// <returns>Such as <c>TB-4K7W2N9QZ0R3T8XA</c>.</returns>
    public string Pseudonym(string patientId)
    {
        var number = new BigInteger(Mac("patient", patientId).AsSpan(0, 10), isUnsigned: true, isBigEndian: true);
        var letters = new char[PseudonymLetters];
        for (var i = letters.Length - 1; i >= 0; i--)
        {
            letters[i] = Letters[(int)(number & 31)];
            number >>= 5;
        }

        return "TB-" + new string(letters);
    }

    /// <summary>By how many days a person's dates are moved: −1 to −364.</summary>
    /// <param name="patientId">Patient ID, without padding.</param>
    /// <returns>Days to be added.</returns>
    public int DateShiftDays(string patientId)
    {
        var number = new BigInteger(Mac("dates", patientId).AsSpan(0, 16), isUnsigned: true, isBigEndian: true);
        return -1 - (int)(number % MostDaysBack);
    }

    /// <summary>The UID that stands for another one; always the same for the same key.</summary>
    /// <param name="uid">A UID, without padding.</param>
    /// <returns>A UUID of version 8 (RFC 9562) under 2.25.</returns>
    public string Uid(string uid)
    {
        var hash = Mac("uid", uid).AsSpan(0, 16);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return $"{DicomUid.UuidRoot}.{new BigInteger(hash, isUnsigned: true, isBigEndian: true).ToString(CultureInfo.InvariantCulture)}";
    }

    private byte[] Mac(string purpose, string name) => HMACSHA256.HashData(_secret, Encoding.UTF8.GetBytes($"trabecula/{purpose}/1\0{name}"));
}
