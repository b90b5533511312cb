namespace Hindsight.Server.Resources.Predicates;

/// <summary>What kind of piece a condition is made of.</summary>
internal enum TokenKind
{
    /// <summary>The end of the text.</summary>
    End,

    /// <summary>A name.</summary>
    Name,

    /// <summary>A text in quotes.</summary>
    Text,

    /// <summary>One of <c>( ) [ ] , . ! &amp;&amp; || == !=</c>.</summary>
    Mark,
}

/// <summary>A piece of a condition, and where it begins, counted from 0.</summary>
internal readonly record struct Token(TokenKind Kind, string Text, int Start)
{
    /// <summary>As a person would call it.</summary>
    public override string ToString() => Kind switch
    {
        TokenKind.End => "the end",
        TokenKind.Text => $"the text \"{Text}\"",
        _ => $"\"{Text}\"",
    };
}

/// <summary>A condition that can't be read; the message says where and why.</summary>
internal sealed class ExpressionException(string message, int position) : Exception($"{message} (at character {position + 1})");
