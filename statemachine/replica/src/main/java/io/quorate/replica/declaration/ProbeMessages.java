package io.quorate.replica.declaration;

import io.quorate.core.declaration.HttpUrl;
import io.quorate.core.declaration.Probe;
import io.quorate.core.declaration.Program;
import io.quorate.core.declaration.RunAs;
import io.quorate.v1.ExecProbe;
import io.quorate.v1.HttpProbe;
import io.quorate.v1.TcpProbe;

/** Questions about the health of something. */
final class ProbeMessages {
  private static final Probe STAND_IN = new Probe.Exec(Program.of("true"), RunAs.NODE);

  private ProbeMessages() {}

  static Probe read(MessageFields fields, String path, io.quorate.v1.Probe message) {
    return switch (message.getKindCase()) {
      case EXEC -> exec(fields, path + ".exec", message.getExec());
      case HTTP -> http(fields, path + ".http", message.getHttp());
      case TCP ->
          new Probe.Tcp(
              fields
                  .values()
                  .endpoint(path + ".tcp", message.getTcp().getHost(), message.getTcp().getPort()));
      case KIND_NOT_SET -> {
        fields.findings().invalid(path, "is of no kind", "give it exec, http or tcp");
        yield STAND_IN;
      }
    };
  }

  private static Probe exec(MessageFields fields, String path, ExecProbe message) {
    return new Probe.Exec(
        fields.values().program(path + ".command", message.getCommandList()),
        fields.values().runAs(path, message.getUser(), message.getGroup()));
  }

  private static Probe http(MessageFields fields, String path, HttpProbe message) {
    HttpUrl url = fields.values().url(path + ".url", message.getUrl());
    if (!message.hasStatus()) {
      return new Probe.Http(url, Probe.Http.ANY_SUCCESS);
    }
    int status = fields.values().count(path + ".status", message.getStatus(), Probe.Http.STATUS);
    return Probe.Http.passingOn(status, url);
  }

  static io.quorate.v1.Probe of(Probe probe) {
    return probe.dispatch(new Writer());
  }

  private static final class Writer implements Probe.Cases<io.quorate.v1.Probe> {
    private final io.quorate.v1.Probe.Builder message = io.quorate.v1.Probe.newBuilder();

    @Override
    public io.quorate.v1.Probe exec(Probe.Exec probe) {
      ExecProbe.Builder exec =
          ExecProbe.newBuilder()
              .addAllCommand(probe.command().line())
              .setUser(probe.runAs().user())
              .setGroup(probe.runAs().group());
      return message.setExec(exec).build();
    }

    @Override
    public io.quorate.v1.Probe http(Probe.Http probe) {
      HttpProbe.Builder http = HttpProbe.newBuilder().setUrl(probe.url().toString());
      if (!probe.passing().equals(Probe.Http.ANY_SUCCESS)) {
        http.setStatus(probe.passing().least());
      }
      return message.setHttp(http).build();
    }

    @Override
    public io.quorate.v1.Probe tcp(Probe.Tcp probe) {
      return message
          .setTcp(
              TcpProbe.newBuilder()
                  .setHost(probe.endpoint().host())
                  .setPort(probe.endpoint().port()))
          .build();
    }
  }
}
