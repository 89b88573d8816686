using System.Security.Cryptography;
using System.Text;

namespace Trabecula.Learning.Study;

/// <summary>An order of subjects that has nothing to do with the order of a table or with their densities.</summary>
internal static class SubjectOrder
{
    /// <summary>The key by which subjects are ordered, ordinally.</summary>
    public static string Key(string subject) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(subject)));
}
