package io.quorate.server.check;

/** One way to find out whether something is well. */
public sealed interface RunnableProbe permits ExecProbe, HttpProbe, TcpProbe {
  /** Calls what fits this kind. */
  <R> R dispatch(Cases<R> cases);

  /** What to do for each kind. */
  interface Cases<R> {
    /** A command. */
    R exec(ExecProbe probe);

    /** An HTTP request. */
    R http(HttpProbe probe);

    /** A TCP connection. */
    R tcp(TcpProbe probe);
  }
}
