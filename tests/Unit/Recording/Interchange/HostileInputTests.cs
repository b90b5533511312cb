using System.Buffers;
using System.Globalization;
using System.Text;
using Hindsight.Recording.Interchange;
using Hindsight.Recording.Records;
using Hindsight.Recording.Terminal;
using Hindsight.Unit.Recording.Terminal;
using Xunit;
using static Hindsight.Unit.Recording.Interchange.TeleportBytes;

namespace Hindsight.Unit.Recording.Interchange;

/// <summary>
/// Inputs changed at random: whatever comes, a reader ends with a result or a <see cref="RecordingFormatException"/>.
/// HINDSIGHT_FUZZ_SECONDS makes each of these run longer than the fixed number of rounds.
/// </summary>
public sealed class HostileInputTests
{
    private const int Rounds = 400;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Terminals_show_anything_and_their_states_come_back()
    {
        byte[][] seeds = [.. TerminalCorpus.Names.Select(TerminalCorpus.Output)];
        Run("terminal", seeds, 4096, (random, bytes) =>
        {
            var terminal = new TerminalEmulator(random.Next(2, 100), random.Next(1, 40));
            terminal.Write(bytes);
            var state = new ArrayBufferWriter<byte>();
            TerminalDecoder.WriteKeyframeBody(terminal, state);
            var decoder = new TerminalDecoder();
            decoder.Apply(RecordKind.TerminalKeyframe, state.WrittenSpan);
            terminal.Resize(random.Next(2, 100), random.Next(1, 40));
            terminal.Write(bytes.AsSpan(0, bytes.Length / 2));
            decoder.Apply(RecordKind.TerminalKeyframe, Mutate(random, state.WrittenSpan.ToArray(), 1 << 16));
        });
    }

    [Fact]
    public void Asciicasts_are_read_or_refused()
    {
        var cast = """
            {"version":2,"width":80,"height":24,"timestamp":1760000000,"title":"t"}
            [0.1,"o","\u001b[1mhi\u001b[0m\r\n"]
            [0.5,"i","x"]
            [1,"r","100x30"]
            [2e0,"m","mark"]
            [3,"x","0"]

            """;
        Run("asciicast", [Encoding.UTF8.GetBytes(cast)], 4096, (_, bytes) =>
            AsciicastImport.RunAsync(new MemoryStream(bytes), Target(), Cancellation).GetAwaiter().GetResult());
    }

    [Fact]
    public void Teleport_recordings_are_read_or_refused()
    {
        var png = PngPicture.Write([0xFFFF0000, 0xFF00FF00, 0xFF0000FF, 0xFF123456], 2, 2, 2);
        byte[] tile = [27, 0, 0, 0, (byte)png.Length, 0, 0, 0, 3, 0, 0, 0, 4, 0, 0, 0, 4, 0, 0, 0, 5, .. png];
        byte[][] terminal = [Start(0), Print(1, 0, "one "), Event(9, 2, e => e.Text(6, "30:5")), Print(3, 500, "two"), Event(12, 4, e => e), Event(10, 5, e => e)];
        byte[][] desktop = [DesktopEvent(0, 0, 1, 0, 0, 0, 16, 0, 0, 0, 8), DesktopEvent(1, 10, tile), DesktopEvent(2, 20, 3, 0, 0, 0, 1, 0, 0, 0, 2), DesktopEvent(3, 30, 4, 0, 1)];
        Run("teleport file", [Vector, Part(Gzip(terminal)), Part(Gzip(desktop), padding: 20, version: 2)], 4096, (_, bytes) => Import(bytes));
        Run("teleport events", [.. terminal, .. desktop], 4096, (random, bytes) => Import(Part(Gzip(terminal[0], bytes, Mutate(random, bytes, 4096)))));
        Run("png", [png], 4096, (_, bytes) => PngPicture.Read(bytes));
    }

    private static void Import(byte[] file) => TeleportImport.RunAsync(new MemoryStream(file), Target(), Cancellation).GetAwaiter().GetResult();

    private static ImportTarget Target() => new(Guid.Parse("0193a5c4-7b1e-7cc3-98c4-dc0c0c07398f"), new ArrayBufferWriter<byte>());

    private static void Run(string name, byte[][] seeds, int maxLength, Action<Random, byte[]> take)
    {
        var seconds = int.TryParse(Environment.GetEnvironmentVariable("HINDSIGHT_FUZZ_SECONDS"), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : 0;
        var end = Environment.TickCount64 + (seconds * 1000L);
        var round = 0;
        for (; round < Rounds || Environment.TickCount64 < end; round++)
        {
            var random = new Random(round);
            var bytes = Mutate(random, seeds[random.Next(seeds.Length)], maxLength);
            try
            {
                take(random, bytes);
            }
            catch (RecordingFormatException)
            {
            }
            catch (Exception problem)
            {
                Assert.Fail($"{name}, round {round}, {Convert.ToHexString(bytes)}: {problem}");
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{name}: {round} rounds");
        if (seconds > 0)
            Console.WriteLine($"{name}: {round} rounds");
    }

    private static byte[] Mutate(Random random, byte[] seed, int maxLength)
    {
        var start = seed.Length > maxLength ? random.Next(seed.Length - maxLength) : 0;
        var bytes = seed.AsSpan(start, Math.Min(maxLength, seed.Length)).ToArray().ToList();
        for (var changes = random.Next(1, 8); changes > 0 && bytes.Count > 0; changes--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(5))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 2:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 16), bytes.Count - at));
                    break;
                case 3:
                    bytes.InsertRange(at, bytes.GetRange(at, Math.Min(random.Next(1, 32), bytes.Count - at)));
                    break;
                default:
                    bytes.InsertRange(at, RandomOutput.Create(random, 2, savesCursor: true));
                    break;
            }
        }

        return [.. bytes];
    }
}
