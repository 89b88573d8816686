using MudBlazor;

namespace Trabecula.Server;

/// <summary>How the page looks: bone and slate, one accent. Every pair of text and ground has a contrast of 4.5 at least (WCAG 2.2, 1.4.3).</summary>
/// <param name="isDark">Whether it begins dark.</param>
internal sealed class PageLook(bool isDark)
{
    private static readonly string[] Fonts = ["Inter", "Segoe UI", "Helvetica Neue", "Hiragino Sans", "Noto Sans CJK JP", "Noto Sans JP", "Yu Gothic UI", "DejaVu Sans", "sans-serif"];

    /// <summary>Whether it is dark now.</summary>
    public bool IsDark { get; set; } = isDark;

    /// <summary>MudBlazor's colours and letters; page.css has the same.</summary>
    public static MudTheme Theme { get; } = new()
    {
        PaletteLight = new PaletteLight
        {
            Primary = "#0e5566", Secondary = "#8a4b12", Background = "#f4f2ed", Surface = "#ffffff", TextPrimary = "#17222b", TextSecondary = "#4d5a66",
            ActionDefault = "#4d5a66", Divider = "#dedad1", LinesDefault = "#dedad1", LinesInputs = "#8b949c", TableLines = "#e8e4dc", Error = "#a8322a", Success = "#23694a",
            Warning = "#855700", Info = "#0e5566", AppbarBackground = "#ffffff", AppbarText = "#17222b",
        },
        PaletteDark = new PaletteDark
        {
            Primary = "#6fc6d6", Secondary = "#e0a56a", Background = "#0d1216", Surface = "#151c22", TextPrimary = "#e8ecee", TextSecondary = "#a3b0ba",
            ActionDefault = "#a3b0ba", Divider = "#28323a", LinesDefault = "#28323a", LinesInputs = "#66737d", TableLines = "#222b32", Error = "#f08a80", Success = "#74c69d",
            Warning = "#e3b45c", Info = "#6fc6d6", AppbarBackground = "#151c22", AppbarText = "#e8ecee", PrimaryContrastText = "#08222a",
        },
        Typography = new Typography { Default = new DefaultTypography { FontFamily = Fonts, FontSize = ".9rem" }, Button = new ButtonTypography { FontFamily = Fonts, TextTransform = "none", FontWeight = "600" } },
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "8px" },
    };
}
