using System.Text;

namespace Hindsight.Server.Resources.Predicates;

/// <summary>Cuts a condition into its pieces.</summary>
internal sealed class Tokenizer(string text)
{
    private static readonly string[] Marks = ["&&", "||", "==", "!=", "(", ")", "[", "]", ",", ".", "!"];

    private int _at;

    /// <summary>The next piece.</summary>
    internal Token Next()
    {
        while (_at < text.Length && char.IsWhiteSpace(text[_at]))
            _at++;
        var start = _at;
        if (_at == text.Length)
            return new Token(TokenKind.End, "", start);
        if (text[_at] is '"' or '\'' or '`')
            return new Token(TokenKind.Text, ReadQuoted(), start);
        if (IsNamePart(text[_at]))
        {
            while (_at < text.Length && IsNamePart(text[_at]))
                _at++;
            return new Token(TokenKind.Name, text[start.._at], start);
        }

        foreach (var mark in Marks)
        {
            if (string.CompareOrdinal(text, _at, mark, 0, mark.Length) != 0)
                continue;
            _at += mark.Length;
            return new Token(TokenKind.Mark, mark, start);
        }

        throw new ExpressionException($"'{text[_at]}' has no meaning here", start);
    }

    private static bool IsNamePart(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '/';

    private string ReadQuoted()
    {
        var start = _at;
        var quote = text[_at++];
        var value = new StringBuilder();
        while (_at < text.Length && text[_at] != quote)
        {
            // A text in backquotes is taken as it is.
            if (text[_at] == '\\' && quote != '`' && ++_at == text.Length)
                break;
            value.Append(text[_at++]);
        }

        if (_at == text.Length)
            throw new ExpressionException("a text in quotes has no end", start);
        _at++;
        return value.ToString();
    }
}
