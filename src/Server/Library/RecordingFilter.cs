using System.Globalization;
using Dapper;
using Hindsight.Server.Access;
using Hindsight.Server.Resources.Predicates;

namespace Hindsight.Server.Library;

/// <summary>
/// Turns a decision's condition on sessions into SQL with the same answers, so that a list asks the database once and
/// shows exactly what may be opened.
/// </summary>
internal sealed class RecordingFilter(DynamicParameters parameters)
{
    private const string False = "1 = 0";

    private int _count;

    /// <summary>The condition of a WHERE clause.</summary>
    internal string Translate(Expression expression) => expression switch
    {
        Expression.Constant constant => constant.Value ? "1 = 1" : False,
        Expression.And and => $"({Translate(and.Left)} AND {Translate(and.Right)})",
        Expression.Or or => $"({Translate(or.Left)} OR {Translate(or.Right)})",
        Expression.Not not => $"NOT ({Translate(not.Inner)})",
        Expression.Contains contains => TranslateContains(Texts(contains.List), Texts(contains.Item)),
        Expression.Same same => TranslateSame(Texts(same.Left), Texts(same.Right)),
        Expression.HasPrefix prefix => TranslatePrefix(Texts(prefix.Text), Texts(prefix.Prefix)),
        _ => throw new ArgumentOutOfRangeException(nameof(expression), expression, "no such condition"),
    };

    private static string TranslateContains(IReadOnlyList<string>? list, IReadOnlyList<string>? item) =>
        list is { Count: > 0 } && item is [var one] ? $"{one} IN ({string.Join(", ", list)})" : False;

    private static string TranslateSame(IReadOnlyList<string>? left, IReadOnlyList<string>? right)
    {
        if (left is null || right is null || left.Count != right.Count)
            return False;
        return left.Count == 0 ? "1 = 1" : $"({string.Join(" AND ", left.Zip(right, (l, r) => $"{l} = {r}"))})";
    }

    private static string TranslatePrefix(IReadOnlyList<string>? text, IReadOnlyList<string>? prefix) =>
        text is [var whole] && prefix is [var start] ? $"SUBSTR({whole}, 1, LENGTH({start})) = {start}" : False;

    /// <summary>The SQL of each text of an operand; null for a field that sessions don't have.</summary>
    private IReadOnlyList<string>? Texts(Operand operand) => operand switch
    {
        Operand.Known known => [.. known.Values.Select(Parameter)],
        Operand.Field field when SessionFacts.FieldOf(field.Path) is { } column => [Column(column)],
        _ => null,
    };

    private string Parameter(string value)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"filter{_count++}");
        parameters.Add(name, value);
        return $"@{name}";
    }

    private static string Column(SessionField field) => field switch
    {
        SessionField.Sid => "sid",
        SessionField.Kind => "kind",
        SessionField.User => "user_name",
        SessionField.Target => "target",
        SessionField.Login => "login",
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, "no such field"),
    };
}
