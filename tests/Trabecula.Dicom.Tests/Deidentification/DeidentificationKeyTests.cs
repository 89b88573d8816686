namespace Trabecula.Dicom.Tests;

public sealed class DeidentificationKeyTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("trabecula-key-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_key_file_is_private_and_read_back_as_the_same_key()
    {
        var path = Path.Combine(_folder.FullName, "key");
        var made = DeidentificationKey.Create(path);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        }

        var read = DeidentificationKey.Load(path);
        Assert.Equal(made.Pseudonym("A"), read.Pseudonym("A"));
        Assert.Equal(made.Fingerprint, read.Fingerprint);
        Assert.NotEqual(made.Fingerprint, DeidentificationKey.Create(path + "2").Fingerprint);
        Assert.Equal(DicomErrors.FileAccess, Assert.Throws<DicomException>(() => DeidentificationKey.Create(path)).Code);
        Assert.Equal(made.Fingerprint, DeidentificationKey.Load(path).Fingerprint);
        Assert.Equal(2, _folder.GetFiles().Length);
        Assert.Equal(DicomErrors.FileAccess, Assert.Throws<DicomException>(() => DeidentificationKey.Load(path + "3")).Code);
    }

    [Fact]
    public void A_key_that_others_may_read_is_refused()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("File modes are Unix's.");
            return;
        }

        var path = Path.Combine(_folder.FullName, "key");
        DeidentificationKey.Create(path);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        Assert.Equal(DicomErrors.InvalidKey, Assert.Throws<DicomException>(() => DeidentificationKey.Load(path)).Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("trabecula-deidentification-key-1 00")]
    [InlineData("trabecula-deidentification-key-1 zz0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f")]
    [InlineData("trabecula-deidentification-key-1 000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f00")]
    public void What_is_no_key_is_refused(string text)
    {
        var path = Path.Combine(_folder.FullName, "key");
        File.WriteAllText(path, text);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead);
        }

        Assert.Equal(DicomErrors.InvalidKey, Assert.Throws<DicomException>(() => DeidentificationKey.Load(path)).Code);
    }

    // Made with: python3 -c "import hmac;k=bytes(range(32));print(hmac.new(k,b'trabecula/patient/1\0PID-1','sha256').hexdigest(),
    // hmac.new(k,b'trabecula/uid/1\x001.2.3','sha256').hexdigest())", then base 32 and UUID by hand.
    [Fact]
    public void Pseudonyms_and_uids_are_those_that_Python_derives()
    {
        Assert.Equal("TB-2PV3X7N32HKWZPCN", IdentifiedFilm.Key.Pseudonym("PID-1"));
        Assert.Equal("2.25.280470750729922148971734975110528680486", IdentifiedFilm.Key.Uid("1.2.3"));
        Assert.Equal(-26, IdentifiedFilm.Key.DateShiftDays("PID-1"));
    }

    [Fact]
    public void Date_shifts_fill_their_range()
    {
        var shifts = Enumerable.Range(0, 20_000).Select(number => IdentifiedFilm.Key.DateShiftDays($"P{number}")).ToHashSet();
        Assert.Equal(364, shifts.Count);
        Assert.Equal((-364, -1), (shifts.Min(), shifts.Max()));
    }
}
