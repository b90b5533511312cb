using Hindsight.Recording.Records;

namespace Hindsight.Unit.Recording.Screen;

/// <summary>Changes screen records: blindly, or with knowledge of where records begin and what a message holds.</summary>
internal sealed class RecordMutator(int seed)
{
    private const int LongestInput = 12_000;
    private static readonly RecordKind[] Kinds = [RecordKind.Resize, RecordKind.Keyframe, RecordKind.Restart, RecordKind.Pixels, RecordKind.Copy, RecordKind.PointerShape];

    private readonly Random _dice = new(seed);

    /// <summary>A changed copy of one of <paramref name="inputs"/>.</summary>
    public byte[] Change(IReadOnlyList<byte[]> inputs)
    {
        var bytes = inputs[_dice.Next(inputs.Count)];
        if (_dice.Next(6) == 0)
            return Limit(ChangeBytes(bytes));
        if (!TrySplit(bytes, out var records) || records.Count == 0)
            return Limit(ChangeBytes(bytes));
        for (var changes = 1 + _dice.Next(3); changes > 0 && records.Count > 0; changes--)
            ChangeRecord(records, inputs[_dice.Next(inputs.Count)]);
        return Limit([.. records.SelectMany(r => RecordStream.Record(r.Kind, r.Body))]);
    }

    private static byte[] Limit(byte[] bytes) => bytes.Length > LongestInput ? bytes[..LongestInput] : bytes;

    private static bool TrySplit(byte[] bytes, out List<(RecordKind Kind, byte[] Body)> records)
    {
        try
        {
            records = RecordStream.Read(bytes);
            return true;
        }
        catch (RecordingFormatException)
        {
            records = [];
            return false;
        }
    }

    private void ChangeRecord(List<(RecordKind Kind, byte[] Body)> records, byte[] other)
    {
        var at = _dice.Next(records.Count);
        var (kind, body) = records[at];
        switch (_dice.Next(10))
        {
            case 0:
                records.RemoveAt(at);
                break;
            case 1:
                records.Insert(_dice.Next(records.Count + 1), (kind, body));
                break;
            case 2 when TrySplit(other, out var others) && others.Count > 0:
                records.Insert(at + 1, others[_dice.Next(others.Count)]);
                break;
            case 3:
                records[at] = (Kinds[_dice.Next(Kinds.Length)], body);
                break;
            case 4 when kind == RecordKind.Pixels && records.Count < 40:
                records.Insert(at + 1, (kind, NewMessage()));
                break;
            case 5 when kind is RecordKind.Pixels or RecordKind.Copy or RecordKind.Resize:
                records[at] = (kind, ChangeHead(body));
                break;
            case 6:
                records.Insert(at, (RecordKind.Restart, []));
                break;
            default:
                records[at] = (kind, ChangeBytes(body));
                break;
        }
    }

    /// <summary>Changes one of the first bytes, which are sizes and places.</summary>
    private byte[] ChangeHead(byte[] body)
    {
        var changed = body.ToArray();
        if (changed.Length > 0)
            changed[_dice.Next(Math.Min(changed.Length, 14))] = (byte)(_dice.Next(2) == 0 ? _dice.Next(16) : _dice.Next(256));
        return changed;
    }

    /// <summary>A message for one small rectangle: any bits under the default tables, or behind code lengths of any kind.</summary>
    private byte[] NewMessage()
    {
        var noise = new byte[_dice.Next(1, 120)];
        _dice.NextBytes(noise);
        if (_dice.Next(2) == 0)
            noise[0] |= 3;
        return [1, .. RecordStream.U16(_dice.Next(3), _dice.Next(3), _dice.Next(1, 40), _dice.Next(1, 40)), .. noise];
    }

    private byte[] ChangeBytes(byte[] bytes)
    {
        if (bytes.Length == 0)
            return [(byte)_dice.Next(256)];
        var at = _dice.Next(bytes.Length);
        switch (_dice.Next(5))
        {
            case 0:
                return bytes[..at];
            case 1:
                var noise = new byte[_dice.Next(1, 20)];
                _dice.NextBytes(noise);
                return [.. bytes[..at], .. noise, .. bytes[at..]];
            case 2:
                return [.. bytes[..at], .. bytes[Math.Min(bytes.Length, at + _dice.Next(1, 20))..]];
            default:
                var changed = bytes.ToArray();
                for (var flips = 1 + _dice.Next(4); flips > 0; flips--)
                    changed[_dice.Next(changed.Length)] ^= (byte)(1 << _dice.Next(8));
                return changed;
        }
    }
}
