using System.Globalization;
using System.Text;

namespace Trabecula.Server.Pages.Tests;

/// <summary>In the place of <c>trabecula study</c>: says what it says, stops when asked, goes on where it was, and ends with files of its kind.</summary>
/// <remarks>The true program needs minutes of both processors; <c>Trabecula.EndToEnd.Tests</c> runs it.</remarks>
internal sealed class StudyStub : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("trabecula-studies-").FullName;

    /// <summary>Lays out films that a study may read, and the program.</summary>
    public StudyStub()
    {
        Directory.CreateDirectory(Films);
        Directory.CreateDirectory(Path.Combine(_folder, "secret"));
        File.WriteAllText(Path.Combine(_folder, "secret", "other.dcm"), "of somebody else");
        for (var n = 0; n < 60; n++)
            File.WriteAllText(Path.Combine(Films, Invariant($"{n}.dcm")), "film");
        File.WriteAllText(Path.Combine(Films, "manifest.csv"), Manifest());
        File.WriteAllText(Metrics, Json(0.069, 0.87));
        File.WriteAllText(Program, "#!/bin/bash\n" + Script.Replace("METRICS", Metrics, StringComparison.Ordinal).Replace("MODEL", Path.Combine(Browser.Root, "models", "in-silico"), StringComparison.Ordinal));
    }

    /// <summary>The folder that studies may read.</summary>
    public string Films => Path.Combine(_folder, "films");

    /// <summary>A film outside of it.</summary>
    public string Secret => Path.Combine(_folder, "secret", "other.dcm");

    /// <summary>Whoever makes this file lets studies go on from their second fold.</summary>
    public string Gate => Path.Combine(_folder, "gate");

    private string Program => Path.Combine(_folder, "study.sh");

    private string Metrics => Path.Combine(_folder, "metrics.json");

    /// <summary>The setting.</summary>
    public StudySettings Settings => new() { Folders = [Films], Program = ["/bin/bash", Program] };

    /// <summary>The setting with a cluster: <c>deploy/slurm/submit</c> as it is, with commands in Slurm's place that run an array's tasks at once.</summary>
    public StudySettings OnSlurm()
    {
        var commands = Directory.CreateDirectory(Path.Combine(_folder, "slurm")).FullName;
        foreach (var (name, script) in new[] { ("sbatch", Sbatch), ("squeue", Squeue), ("scancel", Scancel) })
            File.WriteAllText(Path.Combine(commands, name), $"#!/bin/bash\nstate={Path.Combine(_folder, "tasks")}\n{script}");
        using (var chmod = System.Diagnostics.Process.Start("chmod", ["u+x", Program, .. Directory.GetFiles(commands)]))
            chmod.WaitForExit();
        var path = $"PATH={commands}:{Environment.GetEnvironmentVariable("PATH")}";
        return Settings with { FoldsOn = "slurm", Submit = ["/usr/bin/env", path, $"TRABECULA={Program}", "POLL_SECONDS=0.2", "/bin/bash", Path.Combine(Browser.Root, "deploy", "slurm", "submit")] };
    }

    /// <summary>What the next study finds.</summary>
    public void Finds(double error, double correlation) => File.WriteAllText(Metrics, Json(error, correlation));

    /// <summary>A manifest of sixty people, with what is put in the place of one film's name.</summary>
    public static string Manifest(string? film = null)
    {
        var text = new StringBuilder("subject_id,image,sex,age_years,lumbar_bmd\n");
        for (var n = 0; n < 60; n++)
            text.Append(Invariant($"S{n},{(n == 7 && film is not null ? film : $"{n}.dcm")},F,{50 + (n % 30)},{0.7 + (n * 0.005):0.000}\n"));
        return text.ToString();
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private const string Sbatch = """
        folds= script=
        while [ $# -gt 0 ]; do
            case $1 in
                --array=0-*) folds=${1#--array=0-} ;;
                -*) ;;
                *) script=$1; shift; break ;;
            esac
            shift
        done
        echo 77
        for k in $(seq 0 "$folds"); do SLURM_ARRAY_TASK_ID=$k setsid bash "$script" "$@" > /dev/null 2>&1 < /dev/null & echo $! >> "$state"; done
        """;

    private const string Squeue = """
        for task in $(cat "$state"); do if kill -0 "$task" 2> /dev/null; then echo "77 of somebody"; fi; done
        """;

    private const string Scancel = """
        echo "$1" >> "$state.cancelled"
        for task in $(cat "$state"); do kill -- "-$task" 2> /dev/null; done
        rm "$state"
        """;

    /// <summary>How often jobs were taken back from the cluster.</summary>
    public int Cancelled => File.Exists(Path.Combine(_folder, "tasks.cancelled")) ? File.ReadAllLines(Path.Combine(_folder, "tasks.cancelled")).Length : 0;

    /// <summary>The arguments are: study MANIFEST --out DIR …; the gate lies two folders above what METRICS names.</summary>
    private const string Script = """
        set -u
        trap 'echo "trabecula: stopped; nothing is half-written." >&2; exit 130' TERM INT
        if [ "$2" = --help ]; then exit 0; fi
        manifest=$2 out=$4 bundle= fold= merge=
        gate=$(dirname METRICS)/gate
        while [ $# -gt 0 ]; do
            case $1 in --bundle) bundle=$2 ;; --fold) fold=$2 ;; --merge) merge=yes ;; esac
            shift
        done
        mkdir -p "$out/trainings"
        if grep -q BROKEN "$manifest"; then echo "trabecula: None of the rows can be used. [no_usable_films]" >&2; exit 1; fi
        [ -r "$(dirname "$manifest")/0.dcm" ] || { echo "trabecula: no film [no_such_file]" >&2; exit 1; }
        if [ -n "$fold" ]; then
            echo "trabecula: Training 1 of 1 (fold-$fold-network-0): 50 %" >&2
            if [ "$fold" -gt 0 ]; then while [ ! -e "$gate" ]; do sleep 0.2; done; fi
            echo "$fold" >> "$out/trained"
            echo '{}' > "$out/trainings/fold-$fold-network-0.outputs.json"
            exit 0
        fi
        if [ -n "$merge" ]; then
            for k in 0 1 2 3 4; do [ -e "$out/trainings/fold-$k-network-0.outputs.json" ] || { echo "trabecula: No fold $k. [fold_missing]" >&2; exit 1; }; done
        elif [ ! -e "$out/fold-0" ]; then
            echo "trabecula: Finding the vertebrae: 100 %" >&2
            echo "trabecula: Films: 100 %, 60 of 61 rows can be used; left-out.csv names the others" >&2
            echo "trabecula: Training 1 of 6 (fold-0-network-0): 50 %, epoch 1: training loss 0.500" >&2
            echo done > "$out/fold-0"
        fi
        echo "trabecula: Training 2 of 6 (fold-1-network-0): 0 %" >&2
        while [ ! -e "$gate" ]; do sleep 0.2; done
        cp METRICS "$out/metrics.json"
        echo '<!DOCTYPE html><html lang="en"><title>Study</title><h1>Study of manifest.csv</h1><script>document.title = "ran"</script>' > "$out/report.html"
        echo '%PDF-1.4' > "$out/report.pdf"
        { echo subject_id,model,fold,site,measured_bmd,estimated_bmd,sex,age_years,height_cm,weight_kg
          for n in $(seq 0 59); do echo "S$n,film,0,lumbar_l1_l4,0.9,0.$((700 + n * 4)),F,$((50 + n % 30)),$((150 + n % 15)),$((50 + n % 20))"; done; } > "$out/predictions.csv"
        if [ -n "$bundle" ]; then mkdir -p "$bundle"; cp MODEL/* "$bundle/"; fi
        echo '{}' > "$out/study.json"
        """;

    private static string Json(double error, double correlation)
    {
        static string Of(double value) => Invariant($"{{\"value\":{value:0.000},\"lower\":{value - 0.004:0.000},\"upper\":{value + 0.004:0.000}}}");
        string Site(string model, string site, double worse) => $$"""
            {"model":"{{model}}","site":"{{site}}","people":60,
             "density":{"mean_absolute_error":{{Of(error + worse)}},"correlation":{{Of(correlation - worse)}},"bland_altman":{"bias":{{Of(-0.002)}} } },
             "endpoints":[{"endpoint":"osteopenia_or_worse","at_threshold":{"sensitivity":{{Of(0.87 - worse)}},"specificity":{{Of(0.84 - worse)}} },"auroc":{{Of(0.93 - worse)}} }],
             "coverage":{"covered":{{Of(0.91)}} } }
            """;
        return $$"""{"simulated":true,"sites":[{{Site("film", "lumbar_l1_l4", 0)}},{{Site("film", "femoral_neck", 0.02)}},{{Site("film + covariates", "lumbar_l1_l4", -0.003)}},{{Site("film", "l1", 0.03)}}] }""";
    }
}
