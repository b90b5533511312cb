namespace Hindsight.Server.Resources.Predicates;

/// <summary>
/// Reads conditions by this grammar, in which <c>!</c> binds tightest and <c>||</c> loosest:
/// <code>
/// or     = and { "||" and }
/// and    = not { "&amp;&amp;" not }
/// not    = "!" not | "(" or ")" | function "(" value "," value ")" | value ("==" | "!=") value
/// value  = text | name { "." name | "[" text "]" }
/// </code>
/// Length, depth and size are bounded, so that a hostile role costs nothing.
/// </summary>
internal sealed class ExpressionParser
{
    /// <summary>The longest condition, in characters.</summary>
    internal const int LongestText = 4096;

    /// <summary>How deep conditions may be nested.</summary>
    internal const int DeepestNesting = 32;

    /// <summary>How many functions a condition may have.</summary>
    internal const int MostFunctions = 128;

    private static readonly string[] Roots = ["user", "session", "resource"];

    private readonly Tokenizer _tokens;
    private Token _next;
    private int _functions;

    private ExpressionParser(string text)
    {
        _tokens = new Tokenizer(text);
        _next = _tokens.Next();
    }

    /// <summary>Reads a condition; throws <see cref="ExpressionException"/> when it is none.</summary>
    internal static Expression Parse(string text)
    {
        if (text.Length > LongestText)
            throw new ExpressionException($"the condition is longer than {LongestText} characters", LongestText);
        var parser = new ExpressionParser(text);
        var result = parser.ReadOr(0);
        return parser._next.Kind == TokenKind.End ? result : throw parser.Unexpected("&& or ||");
    }

    private Expression ReadOr(int depth)
    {
        var left = ReadAnd(depth);
        while (TryTake("||"))
            left = new Expression.Or(left, ReadAnd(depth));
        return left;
    }

    private Expression ReadAnd(int depth)
    {
        var left = ReadNot(depth);
        while (TryTake("&&"))
            left = new Expression.And(left, ReadNot(depth));
        return left;
    }

    private Expression ReadNot(int depth)
    {
        if (depth >= DeepestNesting)
            throw new ExpressionException($"it is nested deeper than {DeepestNesting} levels", _next.Start);
        if (TryTake("!"))
            return new Expression.Not(ReadNot(depth + 1));
        if (TryTake("("))
        {
            var inner = ReadOr(depth + 1);
            Take(")");
            return inner;
        }

        if (++_functions > MostFunctions)
            throw new ExpressionException($"it has more than {MostFunctions} functions", _next.Start);
        var start = _next;
        if (start.Kind == TokenKind.Text)
            return ReadComparison(ReadValue());
        var name = TakeName("a function, such as contains(session.participants, user.metadata.name)");
        return IsMark("(") ? ReadFunction(name, start.Start) : ReadComparison(ReadField(name, start.Start));
    }

    private Expression ReadFunction(string name, int start)
    {
        Take("(");
        var first = ReadValue();
        Take(",");
        var second = ReadValue();
        Take(")");
        return name switch
        {
            "contains" => new Expression.Contains(first, second),
            "equals" => new Expression.Same(first, second),
            "has_prefix" => new Expression.HasPrefix(first, second),
            _ => throw new ExpressionException($"there is no function {name}: the functions are contains, equals and has_prefix", start),
        };
    }

    private Expression ReadComparison(Operand left)
    {
        if (TryTake("=="))
            return new Expression.Same(left, ReadValue());
        if (TryTake("!="))
            return new Expression.Not(new Expression.Same(left, ReadValue()));
        throw Unexpected("== or != after a value");
    }

    private Operand ReadValue()
    {
        if (_next.Kind == TokenKind.Text)
        {
            var known = new Operand.Known([_next.Text]);
            _next = _tokens.Next();
            return known;
        }

        var start = _next.Start;
        return ReadField(TakeName("a text in quotes, or a field such as user.metadata.name"), start);
    }

    private Operand.Field ReadField(string root, int start)
    {
        if (!Roots.Contains(root))
            throw new ExpressionException($"{root} is nothing that can be looked at: a field begins with user., session. or resource.", start);
        var path = new List<string> { root };
        while (true)
        {
            if (TryTake("."))
            {
                path.Add(TakeName("the name of a field"));
            }
            else if (TryTake("["))
            {
                if (_next.Kind != TokenKind.Text)
                    throw Unexpected("a text in quotes");
                path.Add(_next.Text);
                _next = _tokens.Next();
                Take("]");
            }
            else if (path.Count == 1)
            {
                throw Unexpected($"a field of {root}");
            }
            else
            {
                return new Operand.Field(path);
            }
        }
    }

    private bool IsMark(string mark) => _next.Kind == TokenKind.Mark && _next.Text == mark;

    private bool TryTake(string mark)
    {
        if (!IsMark(mark))
            return false;
        _next = _tokens.Next();
        return true;
    }

    private void Take(string mark)
    {
        if (!TryTake(mark))
            throw Unexpected($"\"{mark}\"");
    }

    private string TakeName(string expected)
    {
        if (_next.Kind != TokenKind.Name)
            throw Unexpected(expected);
        var name = _next.Text;
        _next = _tokens.Next();
        return name;
    }

    private ExpressionException Unexpected(string expected) => new($"here is {_next}, where {expected} is expected", _next.Start);
}
