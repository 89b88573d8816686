using CsCheck;

namespace Trabecula.Dicom.Tests;

public class DicomUidTests
{
    [Theory]
    [InlineData("1.2.840.10008.1.2", true)]
    [InlineData("2.25.0", true)]
    [InlineData("1", false)]
    [InlineData("1.02", false)]
    [InlineData("1..2", false)]
    [InlineData("1.2.", false)]
    [InlineData("1.2a", false)]
    [InlineData("１.２", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    [InlineData("1.234567890123456789012345678901234567890123456789012345678901234", false)]
    public void A_UID_is_numbers_parted_by_points(string? text, bool isUid) => Assert.Equal(isUid, DicomUid.IsValid(text));

    [Fact]
    public void Whatever_it_names_a_new_UID_is_valid_and_lies_under_its_root() =>
        Gen.Select(Gen.String, Gen.OneOfConst("2.25", "1.2.392.200036", "1.2.3.4.5.6.7.8.9.10.11.12.13.14.15.16.17")).Sample((name, root) =>
        {
            var uid = DicomUid.Derive(root, name);
            Assert.True(DicomUid.IsValid(uid));
            Assert.StartsWith(root + ".", uid);
            Assert.Equal(uid, DicomUid.Derive(root, name));
            Assert.NotEqual(uid, DicomUid.Derive(root, name + "x"));
        });

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("1.2.3.4.5.6.7.8.9.10.11.12.13.14.15.16.17.18.19")]
    public void A_root_that_is_none_or_leaves_no_room_is_refused(string root) =>
        Assert.Equal(DicomErrors.InvalidValue, Assert.Throws<DicomException>(() => DicomUid.Derive(root, "name")).Code);
}
