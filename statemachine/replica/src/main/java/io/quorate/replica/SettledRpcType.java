package io.quorate.replica;

import org.apache.ratis.conf.Parameters;
import org.apache.ratis.rpc.RpcFactory;
import org.apache.ratis.rpc.RpcType;

/** Names {@link SettledRpcFactory} to Ratis, which makes one of the class of this name. */
public final class SettledRpcType implements RpcType {

  /** Called by Ratis. */
  public SettledRpcType() {}

  @Override
  public String name() {
    return SettledRpcType.class.getName();
  }

  @Override
  public RpcFactory newFactory(Parameters parameters) {
    return new SettledRpcFactory(parameters);
  }
}
