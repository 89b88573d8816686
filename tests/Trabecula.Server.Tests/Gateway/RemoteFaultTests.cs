using Trabecula.Dicom;
using Trabecula.Domain;

namespace Trabecula.Server.Tests;

public class RemoteFaultTests
{
    [Theory]
    [InlineData(ArchiveErrors.Away, 10_000, false)]
    [InlineData(ArchiveErrors.Credentials, 10_000, false)]
    [InlineData("database_full", 10_000, false)]
    [InlineData("too_many_films", 10_000, false)]
    [InlineData(ArchiveErrors.Failed, 100, false)]
    [InlineData(ArchiveErrors.Failed, 150, true)]
    [InlineData(ArchiveErrors.Answer, 150, true)]
    [InlineData(ArchiveErrors.Refused, 100, false)]
    [InlineData(ArchiveErrors.Refused, 150, true)]
    [InlineData(ArchiveErrors.NotFound, 100, false)]
    [InlineData(ArchiveErrors.NotFound, 150, true)]
    [InlineData(ArchiveErrors.TooLarge, 1, true)]
    [InlineData("content_damaged", 1, true)]
    public void What_passes_is_tried_for_ever_and_what_fails_or_is_refused_for_a_day(string code, int attempts, bool isFinal) =>
        Assert.Equal(isFinal, RemoteFault.IsFinal(new TrabeculaException(code, "."), attempts));
}
