using System.Buffers.Binary;
using System.Text;
using Trabecula.Domain;

namespace Trabecula.Learning.Torch;

/// <summary>Removes from a shared library the need for one symbol that only libstdc++ of GCC 13 and later has.</summary>
/// <remarks>
/// <c>libLibTorchSharp.so</c> 0.107.0 asks for <c>_ZSt21ios_base_library_initv</c> at <c>GLIBCXX_3.4.32</c>. The function
/// only tells the linker that iostreams are initialised inside libstdc++; libtorch initialises them itself, so an
/// effect-free function in its place loses nothing. Layout of the records: System V ABI, and the Linux Standard Base,
/// chapter "Symbol Versioning".
/// </remarks>
internal static class ElfVersionRepair
{
    /// <summary>The symbol that is missing before GCC 13.</summary>
    internal const string MissingSymbol = "_ZSt21ios_base_library_initv";

    private const string MissingVersion = "GLIBCXX_3.4.32";

    /// <summary>A version that every libstdc++ has, and a function without parameters that it exports with it.</summary>
    private const string OldVersion = "GLIBCXX_3.4";
    private const string HarmlessSymbol = "_ZSt18uncaught_exceptionv";

    private const uint SectionTypeVersionNeeds = 0x6ffffffe; // SHT_GNU_verneed

    /// <summary>Repairs the image of a 64-bit little-endian ELF library in place.</summary>
    /// <param name="image">The whole file.</param>
    /// <returns><see langword="false"/> when the library does not ask for the symbol and was left alone.</returns>
    /// <exception cref="TrabeculaException">The library is not of the form that the repair knows
    /// (<c>torch_library_unknown</c>).</exception>
    public static bool Apply(byte[] image)
    {
        try
        {
            return ApplyChecked(image);
        }
        catch (ArgumentOutOfRangeException exception)
        {
            throw Unknown("its tables point outside the file", exception);
        }
    }

    private static bool ApplyChecked(byte[] image)
    {
        if (image.Length < 64 || !image.AsSpan(0, 6).SequenceEqual<byte>([0x7f, (byte)'E', (byte)'L', (byte)'F', 2, 1]))
            throw Unknown("it is not a 64-bit little-endian ELF file");
        var (needs, strings) = FindSections(image);
        var names = image.AsSpan(strings);

        var missing = new List<int>();
        var old = new List<int>();
        foreach (var entry in VersionEntries(image, needs))
        {
            var name = NameAt(names, BinaryPrimitives.ReadUInt32LittleEndian(image.AsSpan(entry + 8)));
            if (name == MissingVersion) missing.Add(entry);
            if (name == OldVersion) old.Add(entry);
        }
        var symbols = Occurrences(names, MissingSymbol);
        if (missing.Count == 0 && symbols.Count == 0) return false;
        if (missing.Count != 1 || symbols.Count != 1 || old.Count != 1)
            throw Unknown($"it names {MissingVersion} {missing.Count} times and {MissingSymbol} {symbols.Count} times");

        // vna_hash and vna_name are copied; vna_other, the index that the symbol table uses, stays.
        image.AsSpan(old[0], 4).CopyTo(image.AsSpan(missing[0], 4));
        image.AsSpan(old[0] + 8, 4).CopyTo(image.AsSpan(missing[0] + 8, 4));
        var symbol = image.AsSpan(strings.Start.Value + symbols[0], MissingSymbol.Length);
        symbol.Clear();
        Encoding.ASCII.GetBytes(HarmlessSymbol, symbol);
        return true;
    }

    private static (int Needs, Range Strings) FindSections(ReadOnlySpan<byte> image)
    {
        var table = (int)BinaryPrimitives.ReadUInt64LittleEndian(image[0x28..]);
        int size = BinaryPrimitives.ReadUInt16LittleEndian(image[0x3a..]);
        int count = BinaryPrimitives.ReadUInt16LittleEndian(image[0x3c..]);
        for (var i = 0; i < count; i++)
        {
            var header = image.Slice(table + i * size, 64);
            if (BinaryPrimitives.ReadUInt32LittleEndian(header[4..]) != SectionTypeVersionNeeds) continue;
            var link = (int)BinaryPrimitives.ReadUInt32LittleEndian(header[0x28..]);
            var names = image.Slice(table + link * size, 64);
            var start = (int)BinaryPrimitives.ReadUInt64LittleEndian(names[0x18..]);
            var length = (int)BinaryPrimitives.ReadUInt64LittleEndian(names[0x20..]);
            return ((int)BinaryPrimitives.ReadUInt64LittleEndian(header[0x18..]), start..(start + length));
        }
        throw Unknown("it has no table of needed versions");
    }

    /// <summary>File offsets of all Elf64_Vernaux records.</summary>
    private static List<int> VersionEntries(ReadOnlySpan<byte> image, int needs)
    {
        var entries = new List<int>();
        for (var need = needs; ;)
        {
            int count = BinaryPrimitives.ReadUInt16LittleEndian(image[(need + 2)..]);
            var entry = need + (int)BinaryPrimitives.ReadUInt32LittleEndian(image[(need + 8)..]);
            for (var i = 0; i < count; i++)
            {
                entries.Add(entry);
                entry += (int)BinaryPrimitives.ReadUInt32LittleEndian(image[(entry + 12)..]);
            }
            var next = (int)BinaryPrimitives.ReadUInt32LittleEndian(image[(need + 12)..]);
            if (next <= 0) return entries;
            need += next;
        }
    }

    private static string NameAt(ReadOnlySpan<byte> names, uint offset)
    {
        var rest = names[(int)offset..];
        var end = rest.IndexOf((byte)0);
        return Encoding.ASCII.GetString(end < 0 ? rest : rest[..end]);
    }

    private static List<int> Occurrences(ReadOnlySpan<byte> names, string text)
    {
        var found = new List<int>();
        var wanted = Encoding.ASCII.GetBytes(text);
        for (int from = 0, at; (at = names[from..].IndexOf(wanted)) >= 0; from += at + wanted.Length) found.Add(from + at);
        return found;
    }

    private static TrabeculaException Unknown(string why, Exception? inner = null) => new(
        "torch_library_unknown",
        $"The training library cannot be made to run on this system: {why}. A system with libstdc++ of GCC 13 or later needs no repair.",
        inner);
}
