using System.Text;

namespace Trabecula.Dicom;

/// <summary>Text in which escape sequences switch character sets (ISO/IEC 2022 as PS3.5, 6.1.2.5 narrows it).</summary>
/// <param name="rightCodePage">Code page of the upper half before any escape sequence.</param>
/// <param name="vr">The representation; names start afresh after <c>^</c> and <c>=</c>.</param>
internal sealed class Iso2022Text(int rightCodePage, DicomVr vr)
{
    private const byte Escape = 0x1B;

    // Code pages of .NET: 932 Shift-JIS (whose single bytes are JIS X 0201), 20932 EUC of JIS X 0208 and X 0212,
    // 949 with KS X 1001 and 936 with GB 2312 in their upper halves.
    private const int ShiftJis = 932;
    private const int JapaneseEuc = 20932;
    private const int Korean = 949;
    private const int Chinese = 936;

    private enum Left
    {
        Ascii,
        Jis0208,
        Jis0212,
    }

    private readonly StringBuilder _text = new();
    private Left _left;
    private int _right;

    /// <summary>Decodes a value; each piece between two switches by the encoding that holds there.</summary>
    public string Decode(ReadOnlySpan<byte> bytes)
    {
        Reset();
        while (!bytes.IsEmpty)
        {
            if (bytes[0] == Escape)
            {
                bytes = bytes[Switch(bytes)..];
                continue;
            }

            // A delimiter is one only where bytes stand alone (PS3.5, 6.1.2.5.3).
            if (_left == Left.Ascii && IsDelimiter(bytes[0]))
            {
                _text.Append((char)bytes[0]);
                Reset();
                bytes = bytes[1..];
                continue;
            }

            var end = 1;
            while (end < bytes.Length && bytes[end] != Escape && !(_left == Left.Ascii && IsDelimiter(bytes[end])))
            {
                end++;
            }

            Append(bytes[..end]);
            bytes = bytes[end..];
        }

        return _text.ToString();
    }

    private void Reset()
    {
        _left = Left.Ascii;
        _right = rightCodePage;
    }

    private bool IsDelimiter(byte value) =>
        value is (byte)'\\' or (byte)'\r' or (byte)'\n' or (byte)'\f' or (byte)'\t'
        || (vr == DicomVr.PN && value is (byte)'^' or (byte)'=');

    // Table C.12-3 and C.12-4 of PS3.3: the sequences of the terms. Returns the bytes that were consumed.
    private int Switch(ReadOnlySpan<byte> bytes)
    {
        var rest = bytes[1..];
        switch (rest)
        {
            case [(byte)'(', (byte)'B' or (byte)'J', ..]:
                _left = Left.Ascii;
                return 3;
            case [(byte)'$', (byte)'B' or (byte)'@', ..]:
                _left = Left.Jis0208;
                return 3;
            case [(byte)'$', (byte)'(', (byte)'D', ..]:
                _left = Left.Jis0212;
                return 4;
            case [(byte)'$', (byte)')', (byte)'C', ..]:
                _right = Korean;
                return 4;
            case [(byte)'$', (byte)')', (byte)'A', ..]:
                _right = Chinese;
                return 4;
            case [(byte)')', (byte)'I', ..]:
                _right = ShiftJis;
                return 3;
            case [(byte)'-', var final, ..] when Right(final) is { } codePage:
                _right = codePage;
                return 3;
            default:
                _text.Append('\uFFFD');
                return 1;
        }
    }

    private static int? Right(byte final) => final switch
    {
        (byte)'A' => 28591,
        (byte)'B' => 28592,
        (byte)'C' => 28593,
        (byte)'D' => 28594,
        (byte)'L' => 28595,
        (byte)'G' => 28596,
        (byte)'F' => 28597,
        (byte)'H' => 28598,
        (byte)'M' => 28599,
        (byte)'b' => 28605,
        (byte)'T' => 874,
        _ => null,
    };

    private void Append(ReadOnlySpan<byte> piece)
    {
        if (_left == Left.Ascii)
        {
            _text.Append(CharacterSets.ByCodePage(_right).GetString(piece));
            return;
        }

        // EUC is the same set with the high bits on; code page 20932 marks JIS X 0212 by a low second byte.
        var euc = piece.ToArray();
        for (var i = 0; i < euc.Length; i++)
        {
            var isSecond = (i & 1) == 1;
            euc[i] = _left == Left.Jis0212 && isSecond ? (byte)(euc[i] & 0x7F) : (byte)(euc[i] | 0x80);
        }

        _text.Append(CharacterSets.ByCodePage(JapaneseEuc).GetString(euc));
    }
}
