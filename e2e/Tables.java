import java.sql.DriverManager;

/** What DBeaver does first: opens the database by MySQL's own driver and lists the tables, each with its number of rows. */
class Tables {
    public static void main(String[] args) throws Exception {
        try (var connection = DriverManager.getConnection(args[0], args[1], args[2]);
                var tables = connection.getMetaData().getTables(connection.getCatalog(), null, "%", new String[] {"TABLE"})) {
            while (tables.next()) {
                var name = tables.getString("TABLE_NAME");
                try (var statement = connection.createStatement();
                        var count = statement.executeQuery("select count(*) from " + name)) {
                    count.next();
                    System.out.println(name + " " + count.getInt(1));
                }
            }
        }
    }
}
