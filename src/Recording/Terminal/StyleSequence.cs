namespace Hindsight.Recording.Terminal;

/// <summary>SGR: colours and attributes by numbers.</summary>
internal static class StyleSequence
{
    public static CellStyle Apply(CellStyle style, SequenceParameters parameters)
    {
        for (var i = 0; i < parameters.Count; i++)
        {
            if (parameters[i] is 38 or 48 or 58)
                style = SetColor(style, parameters, ref i);
            else
                style = Apply(style, parameters[i], parameters.SubParameters(i));
        }

        return style;
    }

    private static CellStyle Apply(CellStyle style, int value, ReadOnlySpan<int> sub) => value switch
    {
        0 => default,
        1 => style.With(CellFlags.Bold, true),
        2 => style.With(CellFlags.Dim, true),
        3 => style.With(CellFlags.Italic, true),
        4 => style with { Underline = sub is [>= 0 and <= 5, ..] ? (byte)sub[0] : (byte)1 },
        5 => style.With(CellFlags.Blink, true),
        7 => style.With(CellFlags.Inverse, true),
        8 => style.With(CellFlags.Invisible, true),
        9 => style.With(CellFlags.Strikethrough, true),
        21 => style with { Underline = 2 },
        22 => style.With(CellFlags.Bold | CellFlags.Dim, false),
        23 => style.With(CellFlags.Italic, false),
        24 => style with { Underline = 0 },
        25 => style.With(CellFlags.Blink, false),
        27 => style.With(CellFlags.Inverse, false),
        28 => style.With(CellFlags.Invisible, false),
        29 => style.With(CellFlags.Strikethrough, false),
        >= 30 and <= 37 => style with { Foreground = CellColor.Palette(value - 30) },
        39 => style with { Foreground = CellColor.Default },
        >= 40 and <= 47 => style with { Background = CellColor.Palette(value - 40) },
        49 => style with { Background = CellColor.Default },
        53 => style.With(CellFlags.Overline, true),
        55 => style.With(CellFlags.Overline, false),
        59 => style with { UnderlineColor = CellColor.Default },
        >= 90 and <= 97 => style with { Foreground = CellColor.Palette(value - 90 + 8) },
        >= 100 and <= 107 => style with { Background = CellColor.Palette(value - 100 + 8) },
        _ => style,
    };

    /// <summary>
    /// 38, 48 and 58: <c>38;5;n</c>, <c>38;2;r;g;b</c>, <c>38:5:n</c>, <c>38:2::r:g:b</c>, and mixtures of them. The fields are
    /// what is set, how, the colour space, and three numbers; only sub-parameters can give a colour space.
    /// </summary>
    private static CellStyle SetColor(CellStyle style, SequenceParameters parameters, ref int index)
    {
        Span<int> fields = [0, 0, -1, 0, 0, 0];
        var (skip, advance) = (0, 0);
        do
        {
            fields[advance + skip] = parameters[index + advance];
            var sub = parameters.SubParameters(index + advance);
            if (!sub.IsEmpty)
            {
                for (var i = 0; i < sub.Length && i + advance + 1 + skip < fields.Length; i++)
                {
                    if (fields[1] == 5)
                        skip = 1;
                    if (advance + i + 1 + skip < fields.Length)
                        fields[advance + i + 1 + skip] = sub[i];
                }

                break;
            }

            if ((fields[1] == 5 && advance + skip >= 2) || (fields[1] == 2 && advance + skip >= 5))
                break;
            if (fields[1] != 0)
                skip = 1;
            advance++;
        }
        while (index + advance < parameters.Count && advance + skip < fields.Length);

        index += advance;
        uint? color = fields[1] switch
        {
            2 => CellColor.Rgb(Math.Max(0, fields[3]), Math.Max(0, fields[4]), Math.Max(0, fields[5])),
            5 => CellColor.Palette(Math.Max(0, fields[3])),
            _ => null,
        };
        if (color is not { } value)
            return style;
        return fields[0] switch
        {
            38 => style with { Foreground = value },
            48 => style with { Background = value },
            _ => style with { UnderlineColor = value },
        };
    }
}
