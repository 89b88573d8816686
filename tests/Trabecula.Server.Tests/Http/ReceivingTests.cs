using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Trabecula.Dicom;
using Trabecula.Domain;
using Trabecula.Estimation;
using Trabecula.Imaging;
using Trabecula.Inference;
using Trabecula.Reporting;

namespace Trabecula.Server.Tests;

public sealed class ReceivingTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_server_gives_the_same_bytes_as_the_command_and_every_form()
    {
        var engine = EstimationEngine.Open(TestFilms.ShippedModel);
        await using var server = await RunningServer.StartAsync(engine: engine);
        var answer = await server.PostAsync(await File.ReadAllBytesAsync(TestFilms.Sample, Ct), "?wait=true&name=film.dcm");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("/api/films/1/result", answer.Content.Headers.ContentLocation?.ToString());
        var rules = new EstimationRules(DiagnosticCriteria.Who, ReferencePopulation.For(DiagnosticCriteria.Who), GateTable.Default);
        var estimated = await new FilmEstimation(engine, rules, StatedSubject.Nothing, wantsPictures: false)
            .EstimateAsync("film.dcm", ct => RadiographReader.Read(TestFilms.Sample, ct), Ct);
        Assert.Equal(ResultJson.Write(estimated.Result) + "\n", await answer.Content.ReadAsStringAsync(Ct));

        var film = (await server.JsonAsync("/api/films")).GetProperty("films")[0];
        Assert.Equal("estimated", film.GetProperty("state").GetString());
        foreach (var address in film.GetProperty("objects").EnumerateArray().Select(address => address.GetString()!))
        {
            var piece = await server.Http.GetAsync(address, Ct);
            Assert.Equal(HttpStatusCode.OK, piece.StatusCode);
            Assert.Equal("nosniff", piece.Headers.GetValues("X-Content-Type-Options").Single());
            if (address.EndsWith(".dcm", StringComparison.Ordinal))
                Assert.Equal(film.GetProperty("study_instance_uid").GetString(), DicomFile.Read(await piece.Content.ReadAsByteArrayAsync(Ct)).Dataset.GetString(DicomTags.StudyInstanceUID));
        }

        Assert.Equal(7, film.GetProperty("objects").GetArrayLength());
        Assert.Matches("^0[.][0-9]{1,3}$", film.GetProperty("lumbar_bmd").GetRawText());
        Assert.Matches("^-?[0-9]([.][0-9]{1,2})?$", film.GetProperty("lowest_t_score").GetRawText());
    }

    [Fact]
    public async Task A_film_sent_ten_times_at_once_is_one_record_with_one_result()
    {
        await using var server = await RunningServer.StartAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => server.PostAsync(TestFilms.Film(), "?wait=true")));
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.Equal(1, await server.CountAsync());
        var film = await server.JsonAsync("/api/films/1");
        Assert.Equal(10, film.GetProperty("times_received").GetInt32());
        Assert.Equal(1, film.GetProperty("attempts").GetInt32());
    }

    [Fact]
    public async Task Other_bytes_with_the_same_instance_uid_are_told_and_delivered_to_nobody()
    {
        await using var server = await RunningServer.StartAsync(settings => settings with
        {
            Destinations = [new DestinationSettings { Name = "nobody", Url = "http://127.0.0.1:9/", }],
        });
        await server.PostAsync(TestFilms.Film(), "?wait=true");
        await server.PostAsync(TestFilms.Film(1, dataset => dataset.Set(DicomTags.PatientComments, DicomVr.LT, "other")), "?wait=true");
        var first = await server.JsonAsync("/api/films/1");
        var second = await server.JsonAsync("/api/films/2");
        Assert.Equal(3, first.GetProperty("deliveries").GetArrayLength());
        Assert.Equal(1, second.GetProperty("conflicts_with").GetInt64());
        Assert.Equal("estimated", second.GetProperty("state").GetString());
        Assert.Equal(0, second.GetProperty("deliveries").GetArrayLength());
    }

    [Fact]
    public async Task A_copy_with_another_header_or_in_another_lossless_syntax_is_the_same_film_and_is_delivered()
    {
        await using var server = await RunningServer.StartAsync(settings => settings with
        {
            Destinations = [new DestinationSettings { Name = "nobody", Url = "http://127.0.0.1:9/", Origins = [FilmSource.Stow] }],
        });
        await server.PostAsync(TestFilms.Film(), "?wait=true");
        Assert.Equal(0, (await server.JsonAsync("/api/films/1")).GetProperty("deliveries").GetArrayLength());
        foreach (var copy in new[] { TestFilms.WithOtherHeader(TestFilms.Film()), TestFilms.Deflated(TestFilms.Film()) })
        {
            var answer = await server.PostAsync(copy, "?wait=true");
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal("/api/films/1/result", answer.Content.Headers.ContentLocation?.ToString());
        }

        Assert.Equal(1, await server.CountAsync());
        using var request = new MultipartContent("related", "XX") { RunningServer.Content(TestFilms.WithOtherHeader(TestFilms.Film()), "application/dicom") };
        request.Headers.ContentType!.Parameters.Add(new NameValueHeaderValue("type", "\"application/dicom\""));
        Assert.Equal(HttpStatusCode.OK, (await server.Http.PostAsync("/dicom-web/studies", request, Ct)).StatusCode);
        var film = await server.JsonAsync("/api/films/1");
        Assert.Equal(4, film.GetProperty("times_received").GetInt32());
        Assert.Equal(1, film.GetProperty("attempts").GetInt32());
        Assert.Equal(3, film.GetProperty("deliveries").GetArrayLength());
    }

    [Fact]
    public async Task Twelve_copies_of_a_film_with_different_headers_at_once_are_one_record()
    {
        await using var server = await RunningServer.StartAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(number => server.PostAsync(TestFilms.WithOtherHeader(TestFilms.Film(), $"SENDER_{number}"), "?wait=true")));
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.Equal(1, await server.CountAsync());
        Assert.Equal(12, (await server.JsonAsync("/api/films/1")).GetProperty("times_received").GetInt32());
    }

    [Fact]
    public async Task A_copy_of_a_contradicting_film_is_that_film_and_a_copy_with_something_else_stated_contradicts_nothing()
    {
        await using var server = await RunningServer.StartAsync();
        var contradicting = TestFilms.Film(1, dataset => dataset.Set(DicomTags.PatientComments, DicomVr.LT, "other"));
        await server.PostAsync(TestFilms.Film(), "?wait=true");
        await server.PostAsync(contradicting, "?wait=true");
        await server.PostAsync(TestFilms.WithOtherHeader(contradicting), "?wait=true");
        Assert.Equal(2, await server.CountAsync());
        Assert.Equal(2, (await server.JsonAsync("/api/films/2")).GetProperty("times_received").GetInt32());
        await server.PostAsync(TestFilms.WithOtherHeader(TestFilms.Film()), "?wait=true&sex=m&age=71");
        Assert.Equal(System.Text.Json.JsonValueKind.Null, (await server.JsonAsync("/api/films/3")).GetProperty("conflicts_with").ValueKind);
    }

    [Fact]
    public async Task A_copy_of_a_film_whose_bytes_are_gone_is_taken_as_a_film_of_its_own()
    {
        await using var server = await RunningServer.StartAsync();
        await server.PostAsync(TestFilms.Film(), "?wait=true");
        var hash = (await server.JsonAsync("/api/films/1")).GetProperty("sha256").GetString()!;
        File.Delete(Directory.EnumerateFiles(server.Settings.Data, hash, SearchOption.AllDirectories).Single());
        Assert.Equal(HttpStatusCode.OK, (await server.PostAsync(TestFilms.WithOtherHeader(TestFilms.Film()), "?wait=true")).StatusCode);
        Assert.Equal(1, (await server.JsonAsync("/api/films/2")).GetProperty("conflicts_with").GetInt64());
    }

    [Fact]
    public async Task What_is_stated_of_the_person_goes_before_the_file_and_is_another_record()
    {
        await using var server = await RunningServer.StartAsync();
        await server.PostAsync(TestFilms.Film(), "?wait=true");
        var answer = await RunningServer.ReadAsync(await server.PostAsync(TestFilms.Film(), "?wait=true&sex=m&age=71"));
        Assert.Equal("M", answer.GetProperty("subject").GetProperty("sex").GetString());
        Assert.Equal("request", answer.GetProperty("subject").GetProperty("source").GetString());
        Assert.Equal(2, await server.CountAsync());
        Assert.Equal(HttpStatusCode.BadRequest, (await server.PostAsync(TestFilms.Film(), "?age=400")).StatusCode);
    }

    [Fact]
    public async Task A_form_with_paths_for_names_leaves_nothing_outside_and_is_shown_by_its_last_part()
    {
        await using var server = await RunningServer.StartAsync();
        using var form = new MultipartFormDataContent
        {
            { RunningServer.Content(TestFilms.Film(1), "application/dicom"), "film", "../../../../tmp/evil.dcm" },
            { RunningServer.Content(TestFilms.Film(2), "application/dicom"), "film", "C:\\windows\\evil.dcm" },
        };
        var answer = await server.Http.PostAsync("/api/films", form, Ct);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.All(
            (await RunningServer.ReadAsync(answer)).GetProperty("films").EnumerateArray(),
            film => Assert.Equal("evil.dcm", film.GetProperty("file_name").GetString()));
        Assert.False(File.Exists("/tmp/evil.dcm"));
        Assert.All(
            Directory.EnumerateFiles(Path.Combine(server.Settings.Data, "content"), "*", SearchOption.AllDirectories),
            file => Assert.Matches("^([0-9a-f]{64}|[0-9a-f]{32}[.]part)$", Path.GetFileName(file)));
    }

    [Fact]
    public async Task Stow_stores_what_it_understands_and_says_what_not()
    {
        await using var server = await RunningServer.StartAsync();
        using var request = new MultipartContent("related", "XX") { RunningServer.Content(TestFilms.Film(), "application/dicom"), RunningServer.Content("hello"u8.ToArray(), "application/dicom") };
        request.Headers.ContentType!.Parameters.Add(new NameValueHeaderValue("type", "\"application/dicom\""));
        var answer = await server.Http.PostAsync("/dicom-web/studies", request, Ct);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal("application/dicom+json", answer.Content.Headers.ContentType!.MediaType);
        var said = await RunningServer.ReadAsync(answer);
        Assert.Equal("2.25.10001", said.GetProperty("00081199").GetProperty("Value")[0].GetProperty("00081155").GetProperty("Value")[0].GetString());
        Assert.Equal(0xC000, said.GetProperty("00081198").GetProperty("Value")[0].GetProperty("00081197").GetProperty("Value")[0].GetInt32());
    }

    [Fact]
    public async Task Films_are_found_by_person_number_state_and_date_and_read_page_by_page()
    {
        await using var server = await RunningServer.StartAsync();
        for (var number = 1; number <= 5; number++)
            await server.PostAsync(TestFilms.Film(number, dataset => dataset.Set(DicomTags.StudyDate, DicomVr.DA, $"2025010{number}")));
        await server.PostAsync("a,b"u8.ToArray(), "?wait=true", "application/octet-stream");
        for (var film = 1; film <= 5; film++)
            await server.UntilAsync(film, RunningServer.IsFinished);
        Assert.Equal("5,4,3,2,1", await Found($"patient_id={TestFilms.PatientId}&state=estimated"));
        Assert.Equal("3", await Found("accession_number=A3"));
        Assert.Equal("4,3", await Found("study_date_from=2025-01-03&study_date_to=2025-01-04"));
        Assert.Equal("6", await Found("state=rejected&reason=unsupported_format"));
        Assert.Empty(await Found("patient_id=nobody"));
        var first = await server.JsonAsync("/api/films?limit=4");
        Assert.Equal("2,1", await Found($"limit=4&cursor={first.GetProperty("next").GetString()}"));

        async Task<string> Found(string query) =>
            string.Join(',', (await server.JsonAsync($"/api/films?{query}")).GetProperty("films").EnumerateArray().Select(film => film.GetProperty("id")));
    }

    [Fact]
    public async Task The_malformed_set_is_judged_film_by_film_and_the_server_goes_on()
    {
        var folder = Path.Combine(TestFilms.Root, "..", "shared", "data", "dicom-malformed");
        if (!Directory.Exists(folder))
            Assert.Skip("The malformed films are not beside the repository.");
        await using var server = await RunningServer.StartAsync();
        var files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToArray();
        foreach (var file in files)
        {
            var answer = await server.PostAsync(await File.ReadAllBytesAsync(file, Ct));
            Assert.True(answer.StatusCode is HttpStatusCode.Accepted or HttpStatusCode.BadRequest, $"{file}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync(Ct)}");
        }

        var last = (await server.JsonAsync("/api/films?limit=1")).GetProperty("films")[0].GetProperty("id").GetInt64();
        for (var film = 1L; film <= last; film++)
            await server.UntilAsync(film, record => RunningServer.IsFinished(record) || record.GetProperty("reason").ValueKind != System.Text.Json.JsonValueKind.Null);
        var failed = await server.JsonAsync("/api/films?state=failed");
        Assert.True(failed.GetProperty("films").GetArrayLength() == 0, failed.ToString());
    }

    [Theory]
    [InlineData("text/csv", "a,b", HttpStatusCode.UnsupportedMediaType, "unsupported_media_type")]
    [InlineData("application/dicom", "", HttpStatusCode.BadRequest, "empty_file")]
    [InlineData("multipart/form-data", "x", HttpStatusCode.BadRequest, "bad_request")]
    public async Task What_is_no_film_is_refused_with_a_code(string type, string body, HttpStatusCode status, string code)
    {
        await using var server = await RunningServer.StartAsync();
        var answer = await server.PostAsync(Encoding.UTF8.GetBytes(body), type: type);
        Assert.Equal(status, answer.StatusCode);
        Assert.Equal(code, (await RunningServer.ReadAsync(answer)).GetProperty("code").GetString());
        Assert.Equal(0, await server.CountAsync());
    }

    [Theory]
    [InlineData("/api/films/99", HttpStatusCode.NotFound, "film_not_found")]
    [InlineData("/api/films/99/result", HttpStatusCode.NotFound, "film_not_found")]
    [InlineData("/api/films?limit=a", HttpStatusCode.BadRequest, "bad_request")]
    [InlineData("/api/films?state=7", HttpStatusCode.BadRequest, "bad_request")]
    [InlineData("/api/nothing", HttpStatusCode.NotFound, "not_found")]
    public async Task What_cannot_be_answered_is_a_problem_with_a_code(string address, HttpStatusCode status, string code)
    {
        await using var server = await RunningServer.StartAsync();
        var answer = await server.Http.GetAsync(address, Ct);
        Assert.Equal(status, answer.StatusCode);
        Assert.Equal(code, (await RunningServer.ReadAsync(answer)).GetProperty("code").GetString());
    }
}
