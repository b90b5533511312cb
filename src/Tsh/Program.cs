using Hindsight.Tsh;

return await TshCommand.RunAsync(args, Console.Out, Console.Error, CancellationToken.None);
