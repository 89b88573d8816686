using System.Net;
using Trabecula.Domain;

namespace Trabecula.Server.Tests;

public sealed class ObservationTests
{
    [Fact]
    public async Task Where_only_results_are_wanted_nothing_else_is_made()
    {
        await using var server = await RunningServer.StartAsync(settings => settings with { Forms = "result" });
        Assert.Equal(HttpStatusCode.OK, (await server.PostAsync(TestFilms.Film(), "?wait=true")).StatusCode);
        Assert.Equal("/api/films/1/result", Assert.Single((await server.JsonAsync("/api/films/1")).GetProperty("objects").EnumerateArray()).GetString());
        Assert.Equal(HttpStatusCode.NotFound, (await server.Http.GetAsync("/api/films/1/report.pdf", TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task Health_and_metrics_tell_what_there_is()
    {
        await using var server = await RunningServer.StartAsync();
        await server.PostAsync(TestFilms.Film(), "?wait=true");
        var ready = await server.JsonAsync("/health/ready");
        Assert.Equal("ready", ready.GetProperty("status").GetString());
        Assert.Equal("invented", ready.GetProperty("model").GetProperty("id").GetString());
        var metrics = await server.Http.GetStringAsync("/metrics", TestContext.Current.CancellationToken);
        Assert.Contains("trabecula_films_received_total", metrics);
        Assert.Contains("state=\"estimated\"", metrics);
        Assert.DoesNotContain(TestFilms.PatientId, metrics);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("https://127.0.0.1:0")]
    public async Task An_address_that_is_taken_or_has_no_certificate_is_told_in_a_sentence_and_no_stack_is_written(string? address)
    {
        await using var server = await RunningServer.StartAsync();
        var folder = Directory.CreateTempSubdirectory("trabecula-taken-").FullName;
        try
        {
            var refusal = await Assert.ThrowsAsync<TrabeculaException>(
                () => RunningServer.StartAsync(settings => settings with { Listen = address ?? server.Address.ToString() }, folder: folder));
            Assert.Equal("cannot_listen", refusal.Code);
            Assert.DoesNotContain("\n", refusal.Message);
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Assert.DoesNotContain(
                Directory.EnumerateFiles(folder, "*.log", SearchOption.AllDirectories).SelectMany(File.ReadLines), line => line.Contains("   at ", StringComparison.Ordinal));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_full_disk_is_said_and_when_there_is_room_again_all_goes_on()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "Needs to mount a small disk.");
        var disk = Directory.CreateTempSubdirectory("trabecula-disk-").FullName;
        if (await OtherProgram.RunAsync("mount", "-t", "tmpfs", "-o", "size=40m", "tmpfs", disk) != 0)
            Assert.Skip("This machine lets nobody mount a small disk.");
        try
        {
            await using (var server = await RunningServer.StartAsync(folder: Directory.CreateDirectory(Path.Combine(disk, "data")).FullName))
            {
                Assert.Equal(HttpStatusCode.OK, (await server.PostAsync(TestFilms.Film(1), "?wait=true")).StatusCode);
                var ballast = Path.Combine(disk, "ballast");
                await FillAsync(ballast);
                var answer = await server.PostAsync(TestFilms.Film(2, film => film.Set(Dicom.DicomTags.PatientComments, Dicom.DicomVr.LT, new string('x', 9000))));
                Assert.Contains(answer.StatusCode, new[] { HttpStatusCode.ServiceUnavailable, HttpStatusCode.InsufficientStorage });
                Assert.NotNull(answer.Headers.RetryAfter);
                Assert.Equal(1, await server.CountAsync());
                for (var tries = 0; (await server.Http.GetAsync("/health/ready", TestContext.Current.CancellationToken)).StatusCode == HttpStatusCode.OK; tries++)
                {
                    Assert.True(tries < 100, "Health does not tell that the disk is full.");
                    await Task.Delay(100, TestContext.Current.CancellationToken);
                }

                File.Delete(ballast);
                for (var tries = 0; (await server.Http.GetAsync("/health/ready", TestContext.Current.CancellationToken)).StatusCode != HttpStatusCode.OK; tries++)
                {
                    Assert.True(tries < 100, "Health does not tell that there is room again.");
                    await Task.Delay(100, TestContext.Current.CancellationToken);
                }

                Assert.Equal(HttpStatusCode.OK, (await server.PostAsync(TestFilms.Film(2), "?wait=true")).StatusCode);
            }
        }
        finally
        {
            await OtherProgram.RunAsync("umount", disk);
        }
    }

    /// <summary>Fills the disk to its last byte.</summary>
    private static async Task FillAsync(string ballast)
    {
        await using var file = new FileStream(ballast, FileMode.Create, FileAccess.Write, FileShare.None, 0);
        foreach (var length in new[] { 1 << 16, 4096, 1 })
        {
            try
            {
                while (true)
                    file.Write(new byte[length]);
            }
            catch (IOException)
            {
                // Full for pieces of this length.
            }
        }
    }
}
