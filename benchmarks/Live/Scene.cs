using Hindsight.EndToEnd.Fixtures;

namespace Hindsight.Benchmarks.Live;

/// <summary>Something that goes on on the desktop until a key ends it.</summary>
/// <param name="Name">As it is asked for.</param>
/// <param name="Description">What the screen does.</param>
/// <param name="Command">What is typed into the terminal for it; empty for nothing.</param>
/// <param name="Program">The text of the script it runs; <c>NAME.sh</c> in the user's home folder.</param>
/// <param name="EndKeys">Scan codes of what ends it, pressed together.</param>
/// <param name="WarmUp">Seconds for it to begin, and for the code of both sides to be compiled to its last form.</param>
internal sealed record Scene(string Name, string Description, string Command, string Program, int[] EndKeys, int WarmUp)
{
    private const string VideoFile = "video.mp4";
    private const int Control = 0x1D, C = 0x2E, Q = 0x10;

    public static readonly Scene[] All =
    [
        new("idle", "a desktop with a panel and a terminal; nobody does anything", "", "", [], WarmUp: 30),
        new("scroll", "a terminal over the whole screen scrolls one line, 25 times a second", "xterm -maximized -e ./scroll.sh", """
            #!/bin/bash
            # One line of a log, 25 times a second.
            exec {silence}<> <(:)
            next=${EPOCHREALTIME/[.,]/}
            for ((n = 0; ; n++)); do
              printf '2026-03-%02d 14:%02d:%02d.%03d web-%02d app[%5d]: \e[3%dm%s\e[0m request %08x of client 10.%d.%d.%d took %4d ms, status %d, path /api/v1/items/%d/parts/%d?page=%d\n' \
                $((n % 28 + 1)) $((RANDOM % 60)) $((RANDOM % 60)) $((RANDOM % 1000)) $((RANDOM % 12)) $RANDOM $((n % 6 + 1)) \
                INFO $((RANDOM * RANDOM)) $((RANDOM % 256)) $((RANDOM % 256)) $((RANDOM % 256)) $((RANDOM % 2000)) $((RANDOM % 5 * 100 + 100)) $RANDOM $((RANDOM % 40)) $((RANDOM % 9))
              next=$((next + 40000)) wait=$((next - ${EPOCHREALTIME/[.,]/}))
              printf -v wait '0.%06d' $((wait > 0 ? wait : 0))
              read -rt "$wait" -u "$silence"
            done
            """,
            [Control, C],
            WarmUp: 15),
        new("video", "a film of 1280 x 720 pixels, 25 pictures a second, in the middle of the screen", "./video.sh", $"""
            #!/bin/bash
            export SDL_RENDER_DRIVER=software
            exec ffplay -noborder -left 320 -top 180 -x 1280 -y 720 -an -loop 0 -loglevel quiet {VideoFile}
            """,
            [Q],
            WarmUp: 15),
    ];

    /// <summary>Puts the scene's program, and what it plays, into the desktop user's home folder.</summary>
    public async Task PrepareAsync(DesktopHost desktop)
    {
        if (Program.Length == 0)
            return;
        await WriteProgramAsync(desktop, Name, Program);
        if (Name == "video")
            await MakeVideoAsync(Path.Combine(desktop.Home, VideoFile));
    }

    /// <summary>Writes a script that the desktop's user may run.</summary>
    public static async Task WriteProgramAsync(DesktopHost desktop, string name, string text)
    {
        var path = Path.Combine(desktop.Home, name + ".sh");
        await File.WriteAllTextAsync(path, text);
        File.SetUnixFileMode(path, (UnixFileMode)0b111_101_101);
    }

    /// <summary>Eight seconds of soft colours that move, of which nearly every pixel changes with every picture.</summary>
    private static async Task MakeVideoAsync(string file)
    {
        Requirement.Met(Requirement.Programs("ffmpeg", "ffplay") is null ? null : "the scene 'video' needs ffmpeg and ffplay: apt-get install ffmpeg");
        var made = await ProgramRun.ToEndAsync(
            "ffmpeg",
            [
                "-loglevel", "error", "-f", "lavfi", "-i", "gradients=size=1280x720:rate=25:duration=8:speed=0.03:nb_colors=8:seed=7",
                "-c:v", "libx264", "-preset", "veryfast", "-tune", "fastdecode", "-crf", "26", "-pix_fmt", "yuv420p", "-threads", "1", file,
            ],
            limit: TimeSpan.FromMinutes(5));
        if (made.ExitCode != 0)
            throw new InvalidOperationException("ffmpeg could not make the video: " + made.Error);
        File.SetUnixFileMode(file, (UnixFileMode)0b110_100_100);
    }
}
