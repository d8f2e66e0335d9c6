"""The sample reports and the desk work on them: data that goes in by the doors everything goes in by."""
