using Trabecula.Domain;

namespace Trabecula.Simulation;

/// <summary>All tables' rows of one simulated person, kept beside the films until the cohort is whole.</summary>
/// <param name="Image">The film's path in the cohort.</param>
/// <param name="Subject">The person as drawn.</param>
/// <param name="Examination">What the simulated scanner measured.</param>
/// <param name="Vertebrae">Vertebrae that lie wholly in the film.</param>
/// <param name="Degeneration">How worn the spine is, 0 to 1.3.</param>
/// <param name="Vendor">Family of the film's processing.</param>
/// <param name="KVp">Tube voltage.</param>
public sealed record SimulatedFilm(
    string Image,
    SimulatedSubject Subject,
    DxaExamination Examination,
    IReadOnlyList<VertebraOutline> Vertebrae,
    double Degeneration,
    string Vendor,
    double KVp);

/// <summary>The row of a film that is no AP lumbar film.</summary>
/// <param name="Image">The film's path in the cohort.</param>
/// <param name="View">What it shows.</param>
internal sealed record WrongViewFilm(string Image, WrongViewKind View);
