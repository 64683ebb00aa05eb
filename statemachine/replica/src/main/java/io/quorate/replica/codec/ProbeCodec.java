package io.quorate.replica.codec;

import io.quorate.core.declaration.Probe;
import io.quorate.stored.v1.StoredExec;
import io.quorate.stored.v1.StoredHttp;
import io.quorate.stored.v1.StoredProbe;
import io.quorate.stored.v1.StoredTcp;

/** Probes to and from their stored form. */
final class ProbeCodec {
  private ProbeCodec() {}

  static StoredProbe encode(Probe probe) {
    StoredProbe.Builder stored = StoredProbe.newBuilder();
    if (probe instanceof Probe.Exec exec) {
      return stored.setExec(StoredExec.newBuilder().addAllCommand(exec.command())).build();
    }
    if (probe instanceof Probe.Http http) {
      return stored
          .setHttp(StoredHttp.newBuilder().setUrl(http.url()).setStatus(http.status()))
          .build();
    }
    if (probe instanceof Probe.Tcp tcp) {
      return stored.setTcp(StoredTcp.newBuilder().setHost(tcp.host()).setPort(tcp.port())).build();
    }
    throw new IllegalArgumentException("no stored form of " + probe);
  }

  static Probe decode(StoredProbe stored) {
    return switch (stored.getKindCase()) {
      case EXEC -> new Probe.Exec(stored.getExec().getCommandList());
      case HTTP -> new Probe.Http(stored.getHttp().getUrl(), stored.getHttp().getStatus());
      case TCP -> new Probe.Tcp(stored.getTcp().getHost(), stored.getTcp().getPort());
      case KIND_NOT_SET -> throw new IllegalArgumentException("a probe of a newer version");
    };
  }
}
