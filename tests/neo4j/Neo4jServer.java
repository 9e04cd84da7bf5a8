import static org.neo4j.configuration.GraphDatabaseSettings.auth_enabled;
import static org.neo4j.configuration.GraphDatabaseSettings.pagecache_memory;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.neo4j.configuration.connectors.BoltConnector;
import org.neo4j.configuration.connectors.HttpConnector;
import org.neo4j.configuration.helpers.SocketAddress;
import org.neo4j.dbms.api.DatabaseManagementService;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;
import org.neo4j.io.ByteUnit;

/**
 * A Neo4j for tests: the folder of its data and its port are arguments, the password is in NEO4J_PASSWORD.
 * It says "ready" on a line of its own and lives until its standard input is closed.
 */
public class Neo4jServer {
  public static void main(String[] arguments) throws Exception {
    Path home = Path.of(arguments[0]);
    boolean again = Files.exists(home.resolve("data"));
    DatabaseManagementService service = start(home, Integer.parseInt(arguments[1]));
    if (!again) { // a password that is the same is refused
      service.database("system").executeTransactionally(
          "ALTER USER neo4j SET PASSWORD $password CHANGE NOT REQUIRED",
          Map.of("password", System.getenv("NEO4J_PASSWORD")));
    }
    System.out.println("ready");
    while (System.in.read() >= 0) {
      // only the end of the input matters
    }
    service.shutdown();
    System.exit(0);
  }

  private static DatabaseManagementService start(Path home, int port) {
    return new DatabaseManagementServiceBuilder(home)
        .setConfig(auth_enabled, true)
        .setConfig(pagecache_memory, ByteUnit.mebiBytes(64))
        .setConfig(org.neo4j.configuration.GraphDatabaseSettings.cypher_min_replan_interval, java.time.Duration.ofHours(1))
        .setConfig(HttpConnector.enabled, false)
        .setConfig(BoltConnector.enabled, true)
        .setConfig(BoltConnector.listen_address, new SocketAddress("127.0.0.1", port))
        .build();
  }
}
