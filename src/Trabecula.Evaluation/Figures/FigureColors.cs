namespace Trabecula.Evaluation;

/// <summary>Colours of figures; the two that are told apart differ in brightness too (Okabe and Ito 2008).</summary>
internal static class FigureColors
{
    public const string Ink = "#1b2733";
    public const string Muted = "#5b6b7a";
    public const string Grid = "#e3e8ed";
    public const string First = "#0072b2";
    public const string Second = "#d55e00";
    public const string Third = "#009e73";
    public const string Reference = "#9aa7b3";
    public const string Band = "#dcebf5";
}
