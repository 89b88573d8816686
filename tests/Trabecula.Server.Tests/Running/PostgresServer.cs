using System.Net;
using System.Net.Sockets;

namespace Trabecula.Server.Tests;

/// <summary>A PostgreSQL server of its own, in a folder of its own, run by a user without rights.</summary>
internal sealed class PostgresServer : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("trabecula-postgres-").FullName;
    private readonly string _programs;

    private PostgresServer(string programs) => _programs = programs;

    public int Port { get; } = FreePort();

    public string Connection => $"Host=127.0.0.1;Port={Port};Database=postgres;Username=trabecula";

    /// <summary>Starts one, or skips the test where PostgreSQL is not installed.</summary>
    public static async Task<PostgresServer> StartNewAsync()
    {
        var programs = Directory.Exists("/usr/lib/postgresql")
            ? Directory.EnumerateDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin")).FirstOrDefault(bin => File.Exists(Path.Combine(bin, "initdb")))
            : null;
        if (programs is null)
            Assert.Skip("PostgreSQL is not installed (Debian: postgresql).");
        var server = new PostgresServer(programs);
        if (Environment.IsPrivilegedProcess)
            await OtherProgram.RunAsync("chown", "nobody", server._folder);
        Assert.Equal(0, await server.RunAsync("initdb", "-D", $"{server._folder}/data", "-U", "trabecula", "-A", "trust", "--no-sync"));
        await server.StartAsync();
        return server;
    }

    public async Task StartAsync() => Assert.Equal(0, await RunAsync(
        "pg_ctl", "-D", $"{_folder}/data", "-w", "-l", $"{_folder}/log", "-o", $"-p {Port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={_folder} -c fsync=off", "start"));

    public async Task StopAsync() => await RunAsync("pg_ctl", "-D", $"{_folder}/data", "-w", "-m", "immediate", "stop");

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Npgsql.NpgsqlConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>PostgreSQL refuses to be run by root.</summary>
    private Task<int> RunAsync(string program, params string[] arguments) => Environment.IsPrivilegedProcess
        ? OtherProgram.RunAsync("runuser", ["-u", "nobody", "--", Path.Combine(_programs, program), .. arguments])
        : OtherProgram.RunAsync(Path.Combine(_programs, program), arguments);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
