using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using Trabecula.Domain;

namespace Trabecula.Simulation;

/// <summary>Whose film it is. The same identity always gives the same identifiers.</summary>
/// <param name="CohortSeed">The cohort's seed.</param>
/// <param name="SubjectNumber">The simulated person's number in the cohort, 0 or more.</param>
/// <param name="FilmNumber">The film's number, 1 or more; films of one person share a study.</param>
/// <param name="Subject">What the film tells of the person.</param>
public sealed record FilmIdentity(ulong CohortSeed, int SubjectNumber, int FilmNumber, Subject Subject)
{
    /// <summary>The person's identifier, six digits or more.</summary>
    public string PatientId => SubjectNumber.ToString("D6", CultureInfo.InvariantCulture);

    /// <summary>A UID of the form 2.25 and a UUID in decimal (PS3.5, B.2).</summary>
    /// <param name="of">What it identifies, for instance <c>study</c>.</param>
    /// <returns>At most 44 characters.</returns>
    internal string Uid(string of)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"trabecula/{CohortSeed}/{SubjectNumber}/{of}");
        Span<byte> hash = SHA256.HashData(Encoding.ASCII.GetBytes(name)).AsSpan(0, 16);

        // A UUID of version 8 (RFC 9562): bits of our own making, the version and the variant marked.
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return "2.25." + new BigInteger(hash, isUnsigned: true, isBigEndian: true).ToString(CultureInfo.InvariantCulture);
    }
}
