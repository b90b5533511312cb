namespace Hindsight.Server.Resources.Predicates;

/// <summary>
/// A condition of a rule, such as <c>contains(session.participants, user.metadata.name)</c>. It is a tree of bounded
/// size; nothing in it can call anything but these functions.
/// </summary>
internal abstract record Expression
{
    /// <summary>Always true: the condition of a rule that has none.</summary>
    internal static readonly Expression Always = new Constant(true);

    /// <summary>Always false.</summary>
    internal static readonly Expression Never = new Constant(false);

    /// <summary>A known answer.</summary>
    internal sealed record Constant(bool Value) : Expression;

    /// <summary>Both.</summary>
    internal sealed record And(Expression Left, Expression Right) : Expression;

    /// <summary>Either.</summary>
    internal sealed record Or(Expression Left, Expression Right) : Expression;

    /// <summary>The opposite.</summary>
    internal sealed record Not(Expression Inner) : Expression;

    /// <summary>Whether the first value, a list, has the second in it.</summary>
    internal sealed record Contains(Operand List, Operand Item) : Expression;

    /// <summary>Whether both values are the same.</summary>
    internal sealed record Same(Operand Left, Operand Right) : Expression;

    /// <summary>Whether the first value begins with the second.</summary>
    internal sealed record HasPrefix(Operand Text, Operand Prefix) : Expression;

    /// <summary>This or the other, without what can't change the answer.</summary>
    internal Expression Either(Expression other) => (this, other) switch
    {
        (Constant { Value: true }, _) or (_, Constant { Value: false }) => this,
        (Constant { Value: false }, _) or (_, Constant { Value: true }) => other,
        _ => new Or(this, other),
    };

    /// <summary>This and the other, without what can't change the answer.</summary>
    internal Expression Both(Expression other) => (this, other) switch
    {
        (Constant { Value: false }, _) or (_, Constant { Value: true }) => this,
        (Constant { Value: true }, _) or (_, Constant { Value: false }) => other,
        _ => new And(this, other),
    };

    /// <summary>The opposite, without doubling.</summary>
    internal Expression Opposite() => this switch
    {
        Constant constant => constant.Value ? Never : Always,
        Not not => not.Inner,
        _ => new Not(this),
    };
}

/// <summary>What a function looks at.</summary>
internal abstract record Operand
{
    /// <summary>Texts written in the condition, or put in place of a field whose value is known.</summary>
    /// <param name="Values">The texts; a single one stands for itself.</param>
    internal sealed record Known(IReadOnlyList<string> Values) : Operand;

    /// <summary>A field that is known not to be there: it equals and contains nothing.</summary>
    internal sealed record Nothing : Operand;

    /// <summary>A field of what is looked at: <c>session.participants</c>, <c>user.spec.traits["groups"]</c>.</summary>
    /// <param name="Path">Its parts; the first is the root.</param>
    internal sealed record Field(IReadOnlyList<string> Path) : Operand
    {
        /// <summary>The dotted name.</summary>
        public override string ToString() => string.Join('.', Path);
    }
}
