package io.quorate.server.check;

import io.quorate.core.declaration.Probe;
import io.quorate.server.process.AccountName;
import io.quorate.server.process.BoundedCommand;
import io.quorate.server.process.CommandOutcome;
import io.quorate.server.process.CommandResult;
import io.quorate.server.process.ProcessMarker;
import io.quorate.server.process.ProgramRun;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs a probe once in the calling thread, to its result or its timeout. Safe for several threads.
 */
public final class ProbeRun {
  private final BoundedCommand commands;
  private final ProcessMarker marker;
  private final HttpClient http =
      HttpClient.newBuilder()
          .followRedirects(HttpClient.Redirect.NEVER)
          .version(HttpClient.Version.HTTP_1_1)
          .build();

  /** Runs probes; their commands carry a part of this mark. */
  public ProbeRun(BoundedCommand commands, ProcessMarker marker) {
    this.commands = commands;
    this.marker = marker;
  }

  /**
   * Runs it.
   *
   * @throws InterruptedException when interrupted while waiting
   */
  public ProbeResult run(LocalProbe probe, Duration timeout) throws InterruptedException {
    long start = System.nanoTime();
    try {
      return probe.probe().dispatch(new Kinds(probe, timeout, start)).await();
    } catch (SocketTimeoutException | HttpTimeoutException | TimeoutException slow) {
      return result(
          start, ProbeOutcome.TIMED_OUT, "no answer within " + timeout.toMillis() + " ms");
    } catch (UnknownHostException e) {
      return result(start, ProbeOutcome.FAILED, "unknown host " + e.getMessage());
    } catch (IOException e) {
      return result(start, ProbeOutcome.FAILED, String.valueOf(e.getMessage()));
    }
  }

  private static ProbeResult result(long start, ProbeOutcome outcome, String detail) {
    return new ProbeResult(outcome, detail, Duration.ofNanos(System.nanoTime() - start));
  }

  /** A probe under way. */
  private interface Pending {
    ProbeResult await() throws IOException, InterruptedException, TimeoutException;
  }

  private final class Kinds implements Probe.Cases<Pending> {
    private final LocalProbe local;
    private final Duration timeout;
    private final long start;

    Kinds(LocalProbe local, Duration timeout, long start) {
      this.local = local;
      this.timeout = timeout;
      this.start = start;
    }

    @Override
    public Pending exec(Probe.Exec probe) {
      ProgramRun command =
          new ProgramRun(
              probe.command().line(),
              local.environment(),
              local.directory(),
              timeout,
              marker.child("check-" + local.name()),
              new AccountName(probe.runAs().user(), probe.runAs().group()),
              List.of());
      return () -> judge(commands.run(command));
    }

    @Override
    public Pending tcp(Probe.Tcp probe) {
      return () -> {
        try (Socket socket = new Socket()) {
          InetAddress address = InetAddress.getByName(probe.endpoint().host());
          socket.connect(new InetSocketAddress(address, probe.endpoint().port()), leftMillis());
        }
        return result(start, ProbeOutcome.PASSED, "connected");
      };
    }

    @Override
    public Pending http(Probe.Http probe) {
      return () -> {
        int status = status(probe);
        ProbeOutcome outcome =
            probe.passing().holds(status) ? ProbeOutcome.PASSED : ProbeOutcome.FAILED;
        return result(start, outcome, "status " + status);
      };
    }

    private ProbeResult judge(CommandResult ran) {
      String said = ran.output().strip();
      String detail = said.isEmpty() ? "" : ": " + said;
      if (ran.succeeded()) {
        return result(start, ProbeOutcome.PASSED, said);
      }
      if (ran.outcome() == CommandOutcome.EXITED) {
        return result(start, ProbeOutcome.FAILED, "exit code " + ran.exitCode() + detail);
      }
      boolean started = ran.outcome() != CommandOutcome.NOT_STARTED;
      return started
          ? result(start, ProbeOutcome.TIMED_OUT, "killed after its timeout" + detail)
          : result(start, ProbeOutcome.FAILED, "not started" + detail);
    }

    /** The status alone: the body, which may be endless, is given up as soon as it begins. */
    private int status(Probe.Http probe)
        throws IOException, InterruptedException, TimeoutException {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(probe.url().value())).timeout(timeout).GET().build();
      CompletableFuture<HttpResponse<InputStream>> answer =
          http.sendAsync(request, HttpResponse.BodyHandlers.ofInputStream());
      try {
        HttpResponse<InputStream> response = answer.get(leftMillis(), TimeUnit.MILLISECONDS);
        response.body().close();
        return response.statusCode();
      } catch (ExecutionException e) {
        throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
      } finally {
        answer.cancel(true);
      }
    }

    private int leftMillis() throws TimeoutException {
      long left = timeout.toMillis() - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
      if (left <= 0) {
        throw new TimeoutException();
      }
      return (int) Math.min(left, Integer.MAX_VALUE);
    }
  }
}
