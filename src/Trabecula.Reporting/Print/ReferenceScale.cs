using Trabecula.Domain;

namespace Trabecula.Reporting;

/// <summary>What estimates are compared with: the curves that a printed report shows.</summary>
/// <param name="Population">The reference population.</param>
/// <param name="Scale">Whose scale estimates are on.</param>
public sealed record ReferenceScale(ReferencePopulation Population, DxaManufacturer Scale);
