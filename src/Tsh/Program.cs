using Hindsight.Client.Logins;
using Hindsight.Tsh;

return await TshCommand.RunAsync(args, Console.In, Console.Out, Console.Error, ProfileStore.OfAccount(), CancellationToken.None);
