using System.Text;
using CsCheck;

namespace Trabecula.Dicom.Tests;

public sealed class DicomWebClientTests : IDisposable
{
    private static readonly InstanceIdentity Film = new("1.2.3", "1.2.3.4", "1.2.3.4.5");

    private readonly string _folder = Directory.CreateTempSubdirectory("trabecula-web-").FullName;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string Target => Path.Combine(_folder, "film.dcm");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_search_asks_for_what_it_was_told_and_reads_texts_names_and_numbers()
    {
        using var archive = FakeArchive.Saying(200, """
            [{"00080018":{"vr":"UI","Value":["1.2"]},"00100010":{"vr":"PN","Value":[{"Alphabetic":"A^B"}]},
              "00200013":{"vr":"IS","Value":[7]},"00180015":{"vr":"CS"},"00081115":{"vr":"SQ","Value":[{}]},"x":1}]
            """);
        using var connection = archive.Connect(ArchiveCredentials.Basic("ann", "päss"));
        var found = await new DicomWebClient(connection).SearchAsync(
            [new("Modality", "DX"), new("StudyDate", "20260101-")], [DicomTags.BodyPartExamined], 50, 100, Ct);
        var tags = Assert.Single(found);
        Assert.Equal("1.2", tags[DicomTags.SOPInstanceUID]);
        Assert.Equal("A^B", tags[DicomTags.PatientName]);
        Assert.Equal("7", tags[DicomTags.InstanceNumber]);
        Assert.Null(tags[DicomTags.BodyPartExamined]);
        var request = Assert.Single(archive.Requests);
        Assert.Equal("/dicom-web/instances?Modality=DX&StudyDate=20260101-&includefield=00180015&limit=50&offset=100", request.Path);
        Assert.Equal("Basic " + Convert.ToBase64String("ann:päss"u8), request.Authorization);
    }

    [Fact]
    public async Task A_search_that_finds_nothing_may_have_no_content()
    {
        using var archive = FakeArchive.Saying(204, "");
        using var connection = archive.Connect();
        Assert.Empty(await new DicomWebClient(connection).SearchAsync([], [], 10, 0, Ct));
        Assert.False(await new DicomWebClient(connection).HoldsAsync(Film, Ct));
    }

    [Fact]
    public async Task The_first_part_of_a_multipart_answer_is_the_instance_whatever_its_bytes_are() => await Gen.Byte.Array[0, 140_000].SampleAsync(
        async content =>
        {
            // Bytes that look like a boundary almost to its end, but never to it.
            byte[] instance = [.. content, .. "\r\n--boun_"u8, .. content.Take(3)];
            byte[] body = [.. "--bound\r\nContent-Type: application/dicom\r\n\r\n"u8, .. instance, .. "\r\n--bound--\r\n"u8];
            using var archive = FakeArchive.Saying(200, "multipart/related; type=\"application/dicom\"; boundary=\"bound\"", body);
            using var connection = archive.Connect();
            await new DicomWebClient(connection).RetrieveAsync(Film, Target, Ct);
            Assert.Equal(instance, await File.ReadAllBytesAsync(Target, Ct));
        },
        iter: 12,
        threads: 1);

    [Fact]
    public async Task An_answer_that_is_the_instance_alone_is_taken_too()
    {
        using var archive = FakeArchive.Saying(200, "application/dicom", [1, 2, 3]);
        using var connection = archive.Connect();
        await new DicomWebClient(connection).RetrieveAsync(Film, Target, Ct);
        Assert.Equal([1, 2, 3], await File.ReadAllBytesAsync(Target, Ct));
    }

    [Theory]
    [InlineData("multipart/related; boundary=b", "--b\r\nContent-Type: application/dicom\r\n\r\nhalf", ArchiveErrors.Answer)]
    [InlineData("multipart/related; boundary=b", "nothing of the kind", ArchiveErrors.Answer)]
    [InlineData("multipart/related; boundary=b", "--b\r\n\r\n0123456789012345678901234567890123456789\r\n--b--", ArchiveErrors.TooLarge)]
    [InlineData("application/dicom", "0123456789012345678901234567890123456789", ArchiveErrors.TooLarge)]
    [InlineData("text/html", "<h1>Log in</h1>", ArchiveErrors.Answer)]
    public async Task What_is_broken_off_endless_or_no_instance_leaves_no_file(string contentType, string body, string code)
    {
        using var archive = FakeArchive.Saying(200, contentType, Encoding.ASCII.GetBytes(body));
        using var connection = archive.Connect(null, ArchiveLimits.Default with { MaxInstanceBytes = 32 });
        var error = await Assert.ThrowsAsync<ArchiveException>(() => new DicomWebClient(connection).RetrieveAsync(Film, Target, Ct));
        Assert.Equal(code, error.Code);
        Assert.Empty(Directory.EnumerateFiles(_folder));
    }

    [Fact]
    public async Task A_store_sends_each_file_as_a_part_and_tells_what_became_of_it()
    {
        using var archive = FakeArchive.Saying(202, """
            {"00081199":{"vr":"SQ","Value":[{"00081155":{"vr":"UI","Value":["1.1"]}}]},
             "00081198":{"vr":"SQ","Value":[{"00081155":{"vr":"UI","Value":["1.2"]},"00081197":{"vr":"US","Value":[273]}},
                                            {"00081155":{"vr":"UI","Value":["1.3"]},"00081197":{"vr":"US","Value":[290]}},
                                            {"00081155":{"vr":"UI","Value":["1.4"]}}]}}
            """);
        using var connection = archive.Connect(ArchiveCredentials.Bearer("t0ken"));
        var outcome = await new DicomWebClient(connection).StoreAsync([new MemoryStream("object"u8.ToArray())], Ct);
        Assert.Equal([("1.1", null), ("1.2", null), ("1.3", 290), ("1.4", 0x110)], outcome.Select(stored => (stored.InstanceUid, stored.Failure)));
        var request = Assert.Single(archive.Requests);
        Assert.Equal(("POST", "/dicom-web/studies", "Bearer t0ken"), (request.Method, request.Path, request.Authorization));
        Assert.Contains("multipart/related", request.ContentType);
        Assert.Contains("type=\"application/dicom\"", request.ContentType);
        Assert.Contains("Content-Type: application/dicom\r\n\r\nobject\r\n--", Encoding.ASCII.GetString(request.Body));
    }

    [Theory]
    [InlineData(401, ArchiveErrors.Credentials)]
    [InlineData(403, ArchiveErrors.Credentials)]
    [InlineData(404, ArchiveErrors.NotFound)]
    [InlineData(400, ArchiveErrors.Refused)]
    [InlineData(409, ArchiveErrors.Refused)]
    [InlineData(302, ArchiveErrors.Answer)]
    [InlineData(429, ArchiveErrors.Away)]
    [InlineData(503, ArchiveErrors.Away)]
    [InlineData(507, ArchiveErrors.Away)]
    [InlineData(500, ArchiveErrors.Failed)]
    public async Task A_status_becomes_a_code_and_neither_it_nor_the_body_tells_a_secret(int status, string code)
    {
        using var archive = FakeArchive.Saying(status, "text/plain", "password secret of DOE^JANE"u8.ToArray());
        using var connection = archive.Connect(ArchiveCredentials.Basic("ann", "secret"));
        var error = await Assert.ThrowsAsync<ArchiveException>(() => new DicomWebClient(connection).SearchAsync([], [], 1, 0, Ct));
        Assert.Equal(code, error.Code);
        Assert.DoesNotContain("secret", error.ToString());
        Assert.DoesNotContain("DOE", error.ToString());
        Assert.Contains("'main archive'", error.Message);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("{}")]
    public async Task An_answer_that_is_no_list_is_said_to_be_none(string body)
    {
        using var archive = FakeArchive.Saying(200, body);
        using var connection = archive.Connect();
        var error = await Assert.ThrowsAsync<ArchiveException>(() => new DicomWebClient(connection).SearchAsync([], [], 1, 0, Ct));
        Assert.Equal(ArchiveErrors.Answer, error.Code);
    }

    [Fact]
    public async Task An_answer_beyond_the_limit_is_not_read_to_its_end()
    {
        using var archive = FakeArchive.Saying(200, "[" + new string(' ', 100_000) + "]");
        using var connection = archive.Connect(null, ArchiveLimits.Default with { MaxAnswerBytes = 1000 });
        var error = await Assert.ThrowsAsync<ArchiveException>(() => new DicomWebClient(connection).SearchAsync([], [], 1, 0, Ct));
        Assert.Equal(ArchiveErrors.TooLarge, error.Code);
    }

    [Fact]
    public async Task An_archive_that_is_not_there_or_keeps_silent_is_away()
    {
        using var nobody = new ArchiveConnection("nobody", new Uri($"http://127.0.0.1:{FakeArchive.FreePort()}"), null);
        Assert.Equal(ArchiveErrors.Away, (await Assert.ThrowsAsync<ArchiveException>(() => new DicomWebClient(nobody).HoldsAsync(Film, Ct))).Code);

        using var released = new ManualResetEventSlim();
        using var silent = new FakeArchive(_ => released.Wait(TimeSpan.FromSeconds(30)));
        using var connection = silent.Connect(null, ArchiveLimits.Default with { Query = TimeSpan.FromMilliseconds(200) });
        Assert.Equal(ArchiveErrors.Away, (await Assert.ThrowsAsync<ArchiveException>(() => new DicomWebClient(connection).HoldsAsync(Film, Ct))).Code);
        released.Set();
    }

    [Theory]
    [InlineData("ftp://archive")]
    [InlineData("http://ann:secret@archive")]
    [InlineData("/relative")]
    public void An_address_that_is_none_or_holds_a_password_is_refused(string address)
    {
        var error = Assert.Throws<DicomException>(() => new ArchiveConnection("x", new Uri(address, UriKind.RelativeOrAbsolute), null));
        Assert.DoesNotContain("secret", error.Message);
    }

    [Fact]
    public async Task An_instance_whose_identifiers_are_no_UIDs_never_gets_into_an_address()
    {
        using var archive = FakeArchive.Saying(200, "[]");
        using var connection = archive.Connect();
        await Assert.ThrowsAsync<ArchiveException>(
            () => new DicomWebClient(connection).RetrieveAsync(new InstanceIdentity("1.2", "../..", "1.2"), Target, Ct));
        Assert.Empty(archive.Requests);
    }

    [Fact]
    public void Credentials_that_would_break_a_header_are_refused_and_never_printed()
    {
        Assert.Throws<DicomException>(() => ArchiveCredentials.Basic("a:b", "c"));
        Assert.Throws<DicomException>(() => ArchiveCredentials.Basic("a", "c\r\nX: y"));
        Assert.Throws<DicomException>(() => ArchiveCredentials.Bearer("a b"));
        Assert.Equal("Basic", ArchiveCredentials.Basic("ann", "secret").ToString());
    }

    [Fact]
    public async Task A_store_that_refuses_all_tells_what_it_refused()
    {
        using var archive = FakeArchive.Saying(409, """{"00081198":{"vr":"SQ","Value":[{"00081155":{"vr":"UI","Value":["1.3"]},"00081197":{"vr":"US","Value":[43264]}}]}}""");
        using var connection = archive.Connect();
        var outcome = await new DicomWebClient(connection).StoreAsync([new MemoryStream([1])], Ct);
        Assert.Equal(new StoredInstance("1.3", 0xA900), Assert.Single(outcome));
    }
}
