using System.Runtime.InteropServices;
using Trabecula.Domain;
using static TorchSharp.torch;

namespace Trabecula.Learning.Torch;

/// <summary>Makes libtorch ready before its first use.</summary>
internal static class TorchLibrary
{
    private const string LinuxName = "libLibTorchSharp.so";
    private static readonly Lazy<bool> Ready = new(Prepare);

    /// <summary>Loads libtorch, after repairing its bridge library where the system's libstdc++ is too old for it.</summary>
    /// <exception cref="TrabeculaException">The installation was built without training (<c>training_not_installed</c>),
    /// or the library cannot be repaired or written (<c>torch_library_unknown</c>, <c>torch_library_unwritable</c>).</exception>
    public static void EnsureLoaded() => _ = Ready.Value;

    private static bool Prepare()
    {
        if (OperatingSystem.IsLinux()) SpinBriefly();
        // Whatever is loaded here by name is found again by its soname, so the repaired bridge need not lie beside it.
        // TorchSharp's own search comes last: where it finds nothing, it copies the package cache into the output folder.
        var bridge = typeof(Tensor).Assembly;
        if (!NativeLibrary.TryLoad("torch", bridge, null, out _))
            throw new TrabeculaException(
                "training_not_installed",
                "This installation can estimate but not train: it was built without libtorch. Build it with -p:WithTraining=true.");
        if (OperatingSystem.IsLinux() && !HasNewLibrary()) RepairBeside(AppContext.BaseDirectory);
        if (!NativeLibrary.TryLoad("LibTorchSharp", bridge, null, out _))
            throw new TrabeculaException("training_not_installed", "The training library is there, but does not load on this system.");
        UseAllCores();
        return true;
    }

    /// <summary>Sets the number of threads of the arithmetic, once.</summary>
    /// <remarks>
    /// Sums are split among the threads, so their number is part of a result's last digits, and libtorch has one number for
    /// the whole process: a training that set its own would change another one that runs beside it.
    /// </remarks>
    private static void UseAllCores() => set_num_threads(Environment.ProcessorCount);

    /// <summary>Lets idle threads of the arithmetic sleep soon, unless the user has decided otherwise.</summary>
    /// <remarks>
    /// OpenMP's threads spin while they wait for each other. Where the processor is shared, with the preparation of the next
    /// batches or with other programs, they spin on time that the awaited thread needs. Where it is not, a thread that sleeps at
    /// once is woken too late for the next of many short loops. Measured on two cores with the density network, samples a second:
    /// alone 79 without spinning, 92 with 1,000 turns, 94 with 10,000; two trainings side by side 47, 44 and 31; spinning for as
    /// long as the system's default took a step two to three times as long. So they spin 1,000 times, some microseconds.
    /// The runtime keeps its own copy of the environment, so libc is asked.
    /// </remarks>
    private static void SpinBriefly()
    {
        _ = SetEnvironment("OMP_WAIT_POLICY", "passive", overwrite: 0);
        _ = SetEnvironment("GOMP_SPINCOUNT", "1000", overwrite: 0); // what libgomp, which libtorch brings, counts for itself
    }

    [DllImport("libc", EntryPoint = "setenv", CharSet = CharSet.Ansi)]
    private static extern int SetEnvironment(string name, string value, int overwrite);

    private static bool HasNewLibrary() =>
        NativeLibrary.TryLoad("libstdc++.so.6", out var handle)
        && NativeLibrary.TryGetExport(handle, ElfVersionRepair.MissingSymbol, out _);

    /// <summary>Puts a repaired copy beside TorchSharp.dll, where TorchSharp looks first.</summary>
    /// <remarks>
    /// The packaged file may be a link into the shared package cache, so it is never written to. Several processes may do
    /// this at once: each writes its own file and renames it, and all write the same bytes.
    /// </remarks>
    internal static void RepairBeside(string directory)
    {
        var target = Path.Combine(directory, LinuxName);
        var packaged = Path.Combine(directory, "runtimes", "linux-x64", "native", LinuxName);
        var source = File.Exists(packaged) ? packaged : target;
        if (!File.Exists(source)) return;
        var temporary = $"{target}.{Guid.NewGuid():N}.tmp";
        try
        {
            var image = File.ReadAllBytes(source);
            if (!ElfVersionRepair.Apply(image)) return;
            if (File.Exists(target) && File.ReadAllBytes(target).AsSpan().SequenceEqual(image)) return;
            File.WriteAllBytes(temporary, image);
            File.Move(temporary, target, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new TrabeculaException(
                "torch_library_unwritable",
                $"Training needs a repaired {LinuxName} in {directory}, which cannot be written. Train once as the owner of that folder.",
                exception);
        }
    }
}
