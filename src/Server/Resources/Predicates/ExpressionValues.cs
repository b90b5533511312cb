namespace Hindsight.Server.Resources.Predicates;

/// <summary>Gives the texts of a field; null when there is no such field, which nothing equals or contains.</summary>
internal delegate IReadOnlyList<string>? FieldSource(IReadOnlyList<string> path);

/// <summary>Answers conditions.</summary>
internal static class ExpressionValues
{
    /// <summary>Whether the condition holds.</summary>
    internal static bool Holds(this Expression expression, FieldSource fields) => expression switch
    {
        Expression.Constant constant => constant.Value,
        Expression.And and => and.Left.Holds(fields) && and.Right.Holds(fields),
        Expression.Or or => or.Left.Holds(fields) || or.Right.Holds(fields),
        Expression.Not not => !not.Inner.Holds(fields),
        Expression.Contains contains => Contains(Values(contains.List, fields), Values(contains.Item, fields)),
        Expression.Same equals => AreSame(Values(equals.Left, fields), Values(equals.Right, fields)),
        Expression.HasPrefix prefix => HasPrefix(Values(prefix.Text, fields), Values(prefix.Prefix, fields)),
        _ => throw new ArgumentOutOfRangeException(nameof(expression), expression, "no such condition"),
    };

    /// <summary>
    /// The condition with the fields that are known put in place. What is then without a field has its answer; null
    /// from <paramref name="known"/> leaves a field as it is.
    /// </summary>
    internal static Expression Bind(this Expression expression, Func<IReadOnlyList<string>, Operand?> known)
    {
        return expression switch
        {
            Expression.And and => Bind(and.Left, known).Both(Bind(and.Right, known)),
            Expression.Or or => Bind(or.Left, known).Either(Bind(or.Right, known)),
            Expression.Not not => Bind(not.Inner, known).Opposite(),
            Expression.Contains contains => Settle(new Expression.Contains(Place(contains.List), Place(contains.Item)), contains.List, contains.Item),
            Expression.Same equals => Settle(new Expression.Same(Place(equals.Left), Place(equals.Right)), equals.Left, equals.Right),
            Expression.HasPrefix prefix => Settle(new Expression.HasPrefix(Place(prefix.Text), Place(prefix.Prefix)), prefix.Text, prefix.Prefix),
            _ => expression,
        };

        Operand Place(Operand operand) => operand is Operand.Field field && known(field.Path) is { } value ? value : operand;

        Expression Settle(Expression bound, Operand first, Operand second) =>
            Place(first) is not Operand.Field && Place(second) is not Operand.Field ? new Expression.Constant(bound.Holds(_ => null)) : bound;
    }

    private static IReadOnlyList<string>? Values(Operand operand, FieldSource fields) => operand switch
    {
        Operand.Known known => known.Values,
        Operand.Field field => fields(field.Path),
        _ => null,
    };

    private static bool Contains(IReadOnlyList<string>? list, IReadOnlyList<string>? item) => item is [var one] && list?.Contains(one, StringComparer.Ordinal) == true;

    private static bool AreSame(IReadOnlyList<string>? left, IReadOnlyList<string>? right) => left is not null && right is not null && left.SequenceEqual(right, StringComparer.Ordinal);

    private static bool HasPrefix(IReadOnlyList<string>? text, IReadOnlyList<string>? prefix) =>
        text is [var whole] && prefix is [var start] && whole.StartsWith(start, StringComparison.Ordinal);
}
